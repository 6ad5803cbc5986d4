"""Which school and class a file is of: what the folders and zips around it are called."""

from typing import NamedTuple

from kit.analysis.collect.handed_in import is_of_one_student


class Place(NamedTuple):
    """A class and its school, by the names of their folders or zips; empty where there is none."""

    school: str
    class_name: str


def place_of(name: str) -> Place:
    """Return the place of a file, by its path from where the collecting began.

    The outer folder is the school, and the next folder or zip in it is the class. Where there is but one folder or zip,
    it is the class, as is a folder in which a platform made one for each student.
    """
    *around, _ = name.split("/")
    folders = [folder.removesuffix(".zip") for folder in around if not is_of_one_student(folder)]
    match folders[:2]:
        case [school, class_name]:
            return Place(school, class_name)
        case [only]:
            return Place("", only)
    return Place("", "")

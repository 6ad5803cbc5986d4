"""The page: a whole lesson as one file that needs no installation and asks nobody for anything."""

from kit.sharing.page.make import LessonPage, page
from kit.sharing.page.surroundings import Surroundings
from kit.sharing.page.teachers_sheet import key_sheet

__all__ = ["LessonPage", "Surroundings", "key_sheet", "page"]

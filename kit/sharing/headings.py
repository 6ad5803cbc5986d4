"""Headings: what the columns of a class list are called, in the languages that schools export and write them in.

English, German, French, Spanish, Portuguese, Italian and Dutch, as Moodle's language packs and spreadsheets have them.
Case, accents, blanks of any kind, hyphens, underscores and signs of no width do not matter.
"""

import re
from collections.abc import Mapping, Sequence

from kit.analysis.discretion.folded import folded

#: By what a column holds, the headings that say so. The first of each is how a sentence names it.
HEADINGS = {
    "code": ("reader code", "code", "reader"),
    "name": (
        *("name", "student", "student name", "student's name", "full name", "learner", "pupil", "participant"),
        *("vollständiger name", "schüler", "schülerin", "schüler/in", "schülername", "teilnehmer", "teilnehmer/in"),
        *("nom", "nom complet", "nom et prénom", "élève", "étudiant", "participante"),
        *("nombre", "nombre completo", "nombre y apellidos", "alumno", "alumna", "estudiante"),
        *("nome", "nome completo", "nome e cognome", "aluno", "aluna", "estudante", "studente", "alunno"),
        *("naam", "volledige naam", "leerling", "deelnemer"),
    ),
    "email": (
        *("email", "e mail", "email address", "e mail address", "mail", "mail address"),
        *("e mail adresse", "email adresse", "mailadresse", "mail adresse"),
        *("adresse de courriel", "courriel", "adresse e mail", "adresse email", "adresse mail", "mél"),
        *("correo", "correo electrónico", "dirección de correo", "dirección de correo electrónico", "dirección email"),
        *("dirección e mail", "endereço de email", "endereço de e mail", "endereço de correio eletrónico", "correio"),
        *("indirizzo email", "indirizzo e mail", "posta elettronica", "e mailadres", "emailadres", "mailadres"),
    ),
    "id": ("id", "canvas id", "user id"),
    "sis_id": (
        *("sis id", "sis user id", "id number", "student number", "student id", "orgdefinedid", "sid"),
        *("id nummer", "matrikelnummer", "schülernummer", "numéro d'identification", "numéro id", "matricule"),
        *("número de id", "número id", "número de identificación", "número de identificação", "número de matrícula"),
        *("codice identificativo", "numero id", "numero di matricola", "matricola", "leerlingnummer", "studentnummer"),
    ),
    "login": (
        *("login", "sis login id", "login id", "username", "user name"),
        *("anmeldename", "benutzername", "nom d'utilisateur", "identifiant de connexion", "nombre de usuario"),
        *("usuario", "nome de usuário", "nome de utilizador", "nome utente", "gebruikersnaam"),
    ),
}
#: The same for what a roster can have in place of codes: what somebody is called on a hub.
ON_A_HUB = {"hub_user": ("hub user", "hub username", "hub login", "jupyterhub user")}
#: The same for a name that stands in two columns. “Name”, “Nom”, “Nombre”, “Nome” are then the other one of the two.
NAME_PARTS = {
    "first_name": (
        "first name",
        "given name",
        "forename",
        "vorname",
        "prénom",
        "nombre(s)",
        "nome próprio",
        "voornaam",
    ),
    "last_name": (
        *("last name", "surname", "family name", "nachname", "familienname", "zuname", "nom de famille"),
        *("cognoms", "apellido(s)", "apellidos", "apellido", "apelido", "sobrenome", "cognome", "achternaam"),
    ),
}


def plain(text: str) -> str:
    """Return a heading or a title as it is compared."""
    return " ".join(re.split(r"[\s_\-.']+", folded(text).text)).strip()


_KINDS = {plain(one): kind for kind, names in (HEADINGS | ON_A_HUB | NAME_PARTS).items() for one in names}
_FIRST_AND_LAST = {plain("firstname"): "first_name", plain("lastname"): "last_name"}


def kind_of(heading: str) -> str:
    """Return what a column holds by its heading, a key of the tables above; an empty text if that is open."""
    text = plain(heading.rstrip(":* "))
    return _KINDS.get(text, "") or _FIRST_AND_LAST.get(text, "")


def places_of(header: Sequence[str]) -> dict[str, int]:
    """Return for each kind of column where it stands, from 0; the first one, if there are several."""
    kinds = [kind_of(heading) for heading in header]
    return {kind: kinds.index(kind) for kind in dict.fromkeys(kinds) if kind}


def full_name(parts: Mapping[str, str]) -> str:
    """Return a person's name from what stands in the columns `name`, `first_name` and `last_name` of a line."""
    whole, first, last = (parts.get(kind, "") for kind in ("name", "first_name", "last_name"))
    if first and last:
        return f"{first} {last}"
    part = first or last
    if not whole or _words(part) <= _words(whole):
        return whole or part
    return f"{first} {whole}" if first else f"{whole} {last}"


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", plain(name)))

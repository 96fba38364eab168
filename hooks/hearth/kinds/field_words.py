"""What people call fields in other languages than English: German, French, Spanish, Portuguese,
Italian and Dutch words by the field they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from hearth.base.normalize import latin

FIELD_WORDS: Mapping[str, str] = {
    "about": "über worum a_propos acerca_de sobre",
    "abstract": "resumo_da_sessao kurzfassung",
    "access": "zugang accessibilite acces accesibilidad acceso acessibilidade acesso",
    "added": "hinzugefügt ajoute_le ajoute agregado añadido adicionado aggiunto toegevoegd",
    "address": "adresse anschrift direccion endereço morada indirizzo adres",
    "affiliations": "zugehörigkeit organisationen affiliation afiliaciones afiliações",
    "agenda": "ablauf programm tagesordnung programme ordre_du_jour programa agenda_del_dia pauta",
    "answered": "beantwortet repondu respondido",
    "asks": "sucht gesuche suche cherche recherche besoins busca buscando necesita procura precisa",
    "audience": "zielgruppe publikum public publico destinatarios publico_alvo doelgroep",
    "authors": "autor autoren autorin autorinnen auteur auteurs autores autoras autora autori",
    "avatar": "profilbild portrait photo_de_profil foto_de_perfil",
    "body": "text beschreibung texte description_longue texto descripcion descrição testo tekst",
    "capacity": "kapazität plätze capacite places capacidad plazas capacidade lugares vagas",
    "city": "stadt ort wohnort ville ciudad cidade citta plaats",
    "closes": "schließt anmeldeschluss ferme cierra fecha_limite encerra encerramento",
    "contact": "kontakt contacto contato contatto",
    "cost": "kosten preis cout prix tarif costo precio coste custo preço prezzo prijs",
    "country": "land pays pais país paese",
    "credit": "urheber bildnachweis credito creditos",
    "date": "datum tag fecha data jour",
    "definition": "erklärung bedeutung definicion definição",
    "description": "erläuterung",
    "duration": "dauer duree duracion duração durata duur",
    "end": "ende bis fin fim termino fine einde",
    "equipment": "ausstattung equipement equipo equipamento",
    "groups": "gruppen groupes grupos gruppi groepen",
    "headline": "überschrift kurz slogan accroche titular titre_court lema manchete chamada",
    "hosts": "gastgeber veranstalter veranstalterin hote hotes organisateur organisateurs "
    "anfitrion anfitriones organizadores anfitrião anfitriões",
    "image": "bild foto photo imagen imagem immagine afbeelding",
    "joined": "beigetreten beitritt mitglied_seit eintritt dabei_seit inscrit membre_depuis "
    "adhesion rejoint arrivee ingreso miembro_desde se_unio unido entrada membro_desde ingressou "
    "aderiu iscritto lid_sinds",
    "kind": "art",
    "label": "bezeichnung etiqueta etiquette",
    "language": "sprache langue idioma lingua taal",
    "languages": "sprachen langues idiomas linguas lingue talen",
    "left": "ausgetreten parti salida saida saiu",
    "level": "niveau stufe nivel nível livello",
    "licence": "lizenz licencia licença license licenza",
    "links": "verweise liens enlaces ligações",
    "members": "mitglieder membres miembros membros membri leden",
    "minutes": "minuten minutos minuti",
    "mode": "modus form modalite modalidad modalidade modo",
    "name": "nombre nom nome naam vorname nachname",
    "needs": "bedarf besoin necesidades necessidades",
    "note": "notiz anmerkung nota",
    "offers": "angebote bietet offres propose ofrece ofertas oferece offerte biedt",
    "opens": "öffnet anmeldestart ouvre abre",
    "organisation": "organization organización organização organizzazione organisatie",
    "place": "standort lieu endroit lugar local luogo",
    "pronouns": "pronomen pronoms pronombres pronomes",
    "published": "veröffentlicht erschienen publie_le publie publicado pubblicato",
    "purpose": "zweck ziel but objectif proposito objetivo finalidade scopo doel",
    "region": "bundesland etat région estado provincia provinz",
    "registration": "anmeldung inscription inscripcion registro inscrição iscrizione",
    "repeats": "wiederholung wiederholt repetition repete repeticion repite repetição repete_se",
    "role": "rolle funktion papel rol funcion função ruolo",
    "room": "raum saal salle sala",
    "series": "reihe serie série",
    "since": "seit depuis desde dal sinds",
    "skills": "fähigkeiten kenntnisse competences habilidades competencias vaardigheden",
    "source": "quelle fuente fonte bron",
    "speakers": "vortragende referenten referentinnen sprecher intervenants intervenantes ponentes "
    "oradores palestrantes relatori",
    "sponsors": "sponsoren patrocinadores commanditaires",
    "start": "beginn anfang debut inicio comienzo começo inizio",
    "status": "zustand statut estado_actual situação",
    "summary": "zusammenfassung kurzbeschreibung resume resumen resumo sommario samenvatting",
    "synonyms": "synonyme sinonimos",
    "term": "begriff terme termino_definido termo",
    "timezone": "zeitzone fuseau_horaire fuseau zona_horaria huso_horario fuso_horario tijdzone",
    "title": "titel titre titulo título titolo",
    "topics": "themen sujets themes temas tópicos topicos assuntos argomenti onderwerpen",
    "type": "typ art tipo genre soort",
    "until": "até hasta jusqu_a",
    "url": "adresse_web webadresse lien enlace link ligação",
    "venue": "veranstaltungsort lieu_de_l_evenement sede espaço recinto",
    "visible": "sichtbar visibilidad visibilite visivel",
    "website": "webseite internetseite site_web sitio_web pagina_web site sito",
    "welcomed": "begrüßt accueilli bienvenido acolhido",
    "why": "warum pourquoi por_que porque",
}


def _form(word: str) -> str:
    return latin(word).replace("-", "_").replace(" ", "_").strip("_")


def _by_word() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, words in FIELD_WORDS.items():
        for word in words.split():
            found[_form(word)].add(name)
    return {word: frozenset(names) for word, names in found.items()}


_FIELDS = _by_word()
"""The fields that a word of another language can mean, in any kind of record."""


def meant_field(key: str, names: Iterable[str]) -> str | None:
    """The only one of the fields that a word of another language means, or None."""
    found = _FIELDS.get(_form(key), frozenset()).intersection(names)
    return next(iter(found)) if len(found) == 1 else None

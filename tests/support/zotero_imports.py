"""What Zotero imports from our files, by the rules of its translators.

The rules are written again in Python, as far as we use them: `read_csl_json` follows
itemFromCSLJSON, `read_ris` RIS.js, `read_endnote` Endnote XML.js with cleanAuthor. A
creator is (last, first). What has no field of the item type is lost, but for EndNote's,
which become a note (`left_over`).
"""

import json
import re

from lxml import etree

#: Item types by what each format writes.
CSL_TYPES = {
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "book": "book",
    "broadcast": "tvBroadcast",
    "chapter": "bookSection",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "speech": "presentation",
    "webpage": "webpage",
}
RIS_TYPES = {
    "ADVS": "film",
    "BLOG": "blogPost",
    "BOOK": "book",
    "CASE": "case",
    "CHAP": "bookSection",
    "ELEC": "webpage",
    "HEAR": "hearing",
    "JOUR": "journalArticle",
    "MGZN": "magazineArticle",
    "NEWS": "newspaperArticle",
    "PCOMM": "letter",
    "RPRT": "report",
    "SLIDE": "presentation",
}
ENDNOTE_TYPES = {
    "Blog": "blogPost",
    "Book": "book",
    "Book Section": "bookSection",
    "Case": "case",
    "Conference Paper": "presentation",
    "Film or Broadcast": "film",
    "Generic": "document",
    "Hearing": "hearing",
    "Journal Article": "journalArticle",
    "Magazine Article": "magazineArticle",
    "Newspaper Article": "newspaperArticle",
    "Personal Communication": "letter",
    "Report": "report",
    "Web Page": "webpage",
}
#: The item's field for a publisher, where it has one, and for a title around it.
PUBLISHERS = {
    "book": "publisher",
    "bookSection": "publisher",
    "case": "court",
    "document": "publisher",
    "film": "distributor",
    "hearing": "publisher",
    "report": "institution",
    "tvBroadcast": "network",
}
CONTAINERS = {
    "blogPost": "blogTitle",
    "bookSection": "bookTitle",
    "forumPost": "forumTitle",
    "hearing": "committee",
    "journalArticle": "publicationTitle",
    "magazineArticle": "publicationTitle",
    "newspaperArticle": "publicationTitle",
    "presentation": "meetingName",
    "tvBroadcast": "programTitle",
    "webpage": "websiteTitle",
}


def read_csl_json(text):
    return [_from_csl(item) for item in json.loads(text)]


def _from_csl(item):
    type_ = CSL_TYPES.get(item["type"], "document")
    found = {"itemType": type_, "title": item["title"], "creators": []}
    for name in item.get("author", ()):
        if "family" in name or "given" in name:
            person = name.get("family", ""), name.get("given", "")
        else:
            person = name["literal"], ""
        found["creators"].append(person)
    if type_ in PUBLISHERS and "publisher" in item:
        found[PUBLISHERS[type_]] = item["publisher"]
    field = {"case": "reporter"}.get(type_, CONTAINERS.get(type_))
    if field and "container-title" in item:
        found[field] = item["container-title"]
    found["extra"] = item.get("note", "")
    return found


def read_ris(text):
    return [_from_ris(record) for record in re.split(r"ER  - \r\n", text)[:-1]]


def _from_ris(record):
    found = {"creators": []}
    for line in record.splitlines():
        tag, value = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups()
        type_ = found.get("itemType")
        match tag:
            case "TY":
                # GEN is among those that become journal articles.
                found["itemType"] = RIS_TYPES.get(value, "journalArticle")
            case "TI":
                found["title"] = value
            case "AU":
                last, *first = re.split(r"\s*,\s*", value)
                found["creators"].append((last, ", ".join(filter(None, first))))
            case "PB" if type_ in PUBLISHERS:
                found[PUBLISHERS[type_]] = value
            case "T2" if type_ in CONTAINERS:
                found[CONTAINERS[type_]] = value
            case "M2":
                found["extra"] = value
            case "LA":
                found["language"] = value
            case "L2":
                found["attachment"] = value
            case "DO" if type_ == "journalArticle":
                found["DOI"] = value
    return found


def read_endnote(text):
    return [_from_endnote(each) for each in etree.fromstring(text.encode())[0]]


def _from_endnote(record):
    type_ = ENDNOTE_TYPES[record.find("ref-type").get("name")]
    found = {"itemType": type_, "title": record.findtext("titles/title")}
    found["creators"] = [_cleaned(each.text) for each in record.iter("author")]
    publisher, container = "publisher", "titles/secondary-title"
    if type_ in PUBLISHERS and (value := record.findtext(publisher)):
        found[PUBLISHERS[type_]] = value
    if type_ in CONTAINERS and (value := record.findtext(container)):
        found[CONTAINERS[type_]] = value
    elif value := record.findtext(container):
        found["left_over"] = value
    found["language"] = record.findtext("language")
    found["extra"] = record.findtext("work-type") or ""
    found["attachment"] = record.findtext("urls/related-urls/url")
    return found


def _cleaned(name):
    ends = r"[\s\u00a0.,/\[\]:]+"
    name = re.sub(rf"^{ends}|{ends}$", "", name)
    last, *first = re.split(", ?", re.sub(r"\.([^ ])", r". \1", name))
    return last.strip(), first[0] if first else ""

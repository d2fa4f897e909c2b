"""What a list's page names, and what an export holds."""

import csv
import html
import io
import re

import python_calamine


def said(response):
    """The words of the page as one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def names(response):
    """Who is on a list of people, in its order."""
    return re.findall(r'<th role="rowheader" scope="row"><a [^>]*>([^<]+)</a>', response.content.decode())


def csv_rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def book(response):
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(response.content))

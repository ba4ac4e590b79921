# Writes the same cells with openpyxl and xlsxwriter. Arguments: JSON of the cells, folder. A module that is not installed is left out and named.
import datetime
import json
import sys

spec = json.load(open(sys.argv[1], encoding="utf8"))
folder = sys.argv[2]
missing = []


def value(given):
    if "text" in given:
        return given["text"]
    if "number" in given:
        return given["number"]
    if "date" in given:
        return datetime.date.fromisoformat(given["date"])
    if "boolean" in given:
        return given["boolean"]
    return None


try:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(spec["header"])
    for at, row in enumerate(spec["rows"]):
        for column, given in enumerate(row):
            cell = sheet.cell(at + 2, column + 1)
            if "formula" in given:
                # openpyxl never calculates: such a formula has no value, which must be said.
                cell.value = "=" + given["formula"]
            else:
                cell.value = value(given)
                if "text" in given:
                    cell.data_type = "s"
                if "format" in given:
                    cell.number_format = given["format"]
    book.save(folder + "/openpyxl.xlsx")
except ImportError:
    missing.append("openpyxl")

try:
    import xlsxwriter

    for name, options in (("xlsxwriter", {}), ("xlsxwriter-inline", {"constant_memory": True})):
        book = xlsxwriter.Workbook(folder + "/" + name + ".xlsx", options)
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for column, title in enumerate(spec["header"]):
            sheet.write_string(0, column, title)
        for at, row in enumerate(spec["rows"]):
            for column, given in enumerate(row):
                if "formula" in given:
                    sheet.write_formula(at + 1, column, "=" + given["formula"], None, given["result"])
                elif "text" in given:
                    sheet.write_string(at + 1, column, given["text"])
                elif "date" in given:
                    sheet.write_datetime(at + 1, column, datetime.datetime.fromisoformat(given["date"]), day)
                elif "boolean" in given:
                    sheet.write_boolean(at + 1, column, given["boolean"])
                else:
                    shape = book.add_format({"num_format": given["format"]}) if "format" in given else None
                    sheet.write_number(at + 1, column, given["number"], shape)
        book.close()
except ImportError:
    missing.append("xlsxwriter")

print(json.dumps(missing))

# What openpyxl, which shares nothing with our reader, finds in the first sheet of workbooks. Prints a JSON object: file, rows of text or null.
import datetime
import json
import sys

import openpyxl


def shown(cell):
    value = cell.value
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time(0) else value.isoformat(" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and set(cell.number_format) == {"0"} and len(cell.number_format) > 1:
        return str(value).zfill(len(cell.number_format))
    return str(value)


found = {}
for file in sys.argv[1:]:
    sheet = openpyxl.load_workbook(file, data_only=True).worksheets[0]
    found[file] = [[shown(cell) for cell in row] for row in sheet.iter_rows(min_row=2)]
print(json.dumps(found))

"""peers.py python-docx|python-calamine FILE: reads the text of every cell and prints the number of rows."""
import sys

library, path = sys.argv[1:]
if library == "python-docx":
    import docx

    rows = 0
    for table in docx.Document(path).tables:
        for row in table.rows:
            texts = [cell.text for cell in row.cells]
            rows += bool(texts)
else:
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    rows = sum(1 for row in sheet.iter_rows())
print(rows)

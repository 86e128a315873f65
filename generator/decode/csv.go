package decode

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"stillpoint/generator/diag"
)

// parseCSV reads a table; its first row names the fields of every other row.
func parseCSV(file *diag.File) (any, diag.List) {
	text := bytes.TrimPrefix(file.Text(), []byte("\uFEFF"))
	if problem := unfit(file, text, 0, maxSize); problem != nil {
		return nil, diag.List{*problem}
	}
	r := csv.NewReader(bytes.NewReader(text))
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, diag.List{file.Error("csv-syntax", 0, 0, "the table is empty", "write the names of its columns on the first line")}
	}
	if err != nil {
		return nil, diag.List{csvProblem(file, err)}
	}
	if problem := badHeader(file, header); problem != nil {
		return nil, diag.List{*problem}
	}
	rows := []any{}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, diag.List{csvProblem(file, err)}
		}
		row := make(map[string]any, len(header))
		for i, name := range header {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
}

func badHeader(file *diag.File, header []string) *diag.Diagnostic {
	seen := map[string]bool{}
	for _, name := range header {
		if name == "" || seen[name] {
			d := file.Error("csv-syntax", 0, 0, fmt.Sprintf("the column name %q is empty or stands twice", name), "give each column a name of its own")
			return &d
		}
		seen[name] = true
	}
	return nil
}

func csvProblem(file *diag.File, err error) diag.Diagnostic {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		return diag.New("csv-syntax", file.Name(), err.Error(), "")
	}
	message := at.Err.Error()
	if errors.Is(err, csv.ErrFieldCount) {
		message = "this row has not as many values as the first row has names"
	}
	return file.Error("csv-syntax", file.Offset(at.Line, at.Column), 1, message, "look for a comma too many or too few; a value with a comma in it stands in quotes")
}

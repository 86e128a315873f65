package records

import (
	"stillpoint/generator/diag"
	"stillpoint/generator/wire"
)

// AppendDiagnostics writes diagnostics in their order, for [ReadDiagnostics].
func AppendDiagnostics(w *wire.Writer, list diag.List) {
	w.Count(len(list))
	for i := range list {
		AppendDiagnostic(w, &list[i])
	}
}

// ReadDiagnostics reads what [AppendDiagnostics] has written; nil for an empty list, or one that is damaged, which the reader's error
// tells. The texts share the memory of the bytes that are read.
func ReadDiagnostics(r *wire.Reader) diag.List {
	n := r.Count()
	if n == 0 {
		return nil
	}
	var list diag.List // grown as it is read, since a damaged number may be far larger than what follows
	for range n {
		d := ReadDiagnostic(r)
		if r.Err() != nil {
			return nil
		}
		list = append(list, d)
	}
	return list
}

// AppendDiagnostic writes one diagnostic, every field of it.
func AppendDiagnostic(w *wire.Writer, d *diag.Diagnostic) {
	w.Number(int64(d.Severity))
	w.Text(d.Code)
	appendPosition(w, d.Position)
	w.Text(d.Source)
	w.Text(d.Message)
	w.Text(d.Hint)
	w.Count(len(d.Related))
	for _, related := range d.Related {
		appendPosition(w, related.Position)
		w.Text(related.Message)
	}
}

// ReadDiagnostic reads what [AppendDiagnostic] has written.
func ReadDiagnostic(r *wire.Reader) diag.Diagnostic {
	d := diag.Diagnostic{
		Severity: diag.Severity(r.Number()), Code: r.Text(), Position: readPosition(r),
		Source: r.Text(), Message: r.Text(), Hint: r.Text(),
	}
	for range r.Count() {
		related := diag.Related{Position: readPosition(r), Message: r.Text()}
		if r.Err() != nil {
			return diag.Diagnostic{}
		}
		d.Related = append(d.Related, related)
	}
	return d
}

func appendPosition(w *wire.Writer, p diag.Position) {
	w.Text(p.File)
	w.Number(int64(p.Line))
	w.Number(int64(p.Column))
	w.Number(int64(p.Length))
}

func readPosition(r *wire.Reader) diag.Position {
	return diag.Position{File: r.Text(), Line: int(r.Number()), Column: int(r.Number()), Length: int(r.Number())}
}

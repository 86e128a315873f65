package assets

import (
	"path"
	"strings"

	"stillpoint/generator/diag"
	"stillpoint/generator/source"
	"stillpoint/generator/vector"
)

// IconFile returns the file of an icon, "assets/icons/leaf.svg".
func IconFile(name string) string { return path.Join(iconFolder, name+".svg") }

// Icons returns the names of all drawings in assets/icons, without their endings.
func (s *Store) Icons() []string {
	var names []string
	for _, f := range s.options.Snapshot.Under(iconFolder) {
		if name, ok := strings.CutSuffix(strings.TrimPrefix(f.Path, iconFolder+"/"), ".svg"); ok {
			names = append(names, name)
		}
	}
	return names
}

// Icon returns a drawing of assets/icons; nil where there is none of the name. What is wrong with it, and which of its styles
// hold in a file of its own alone, is among the diagnostics.
func (s *Store) Icon(name string) (*vector.Drawing, diag.List) {
	file := s.options.Snapshot.Lookup(IconFile(name))
	if file == nil {
		return nil, nil
	}
	text, problem := file.Text()
	if problem != nil {
		return &vector.Drawing{}, diag.List{*problem}
	}
	drawing, problems := vector.Read(text)
	if problems.Errors() > 0 {
		return &vector.Drawing{}, problems
	}
	return drawing, append(problems, drawing.Losses()...)
}

// sprite puts all icons into one file.
func (s *Store) sprite() *outcome {
	made := &outcome{from: recipe{inputs: map[string]source.Digest{}}}
	drawings := map[string]*vector.Drawing{}
	for _, name := range s.Icons() {
		drawing, problems := s.Icon(name)
		made.problems = append(made.problems, problems...)
		made.from.inputs[IconFile(name)] = s.digest(IconFile(name))
		if problems.Errors() == 0 {
			drawings[name] = drawing
		}
	}
	made.asset = New(Sprite, vector.Sprite(drawings))
	return made
}

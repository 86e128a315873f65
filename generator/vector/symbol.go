package vector

import (
	"maps"
	"slices"
)

// Symbol returns the drawing as an element symbol of the given id, to be shown by <use href="#id"/>. All other ids begin with
// the id and a hyphen.
func (d *Drawing) Symbol(id string) []byte {
	root := d.part(id + "-")
	root.name = "symbol"
	width, height := d.Size()
	if d.ViewBox() == "" && width > 0 {
		root.set("viewBox", "0 0 "+decimal(width)+" "+decimal(height))
	}
	root.attributes = slices.DeleteFunc(root.attributes, func(a attribute) bool {
		return !presentation()[a.name] && a.name != "viewBox" && a.name != "preserveAspectRatio"
	})
	root.attributes = slices.Insert(root.attributes, 0, attribute{"id", id})
	return root.write(nil)
}

// Sprite returns one file that holds all drawings as symbols, in the order of their names, which are the symbols' ids.
func Sprite(drawings map[string]*Drawing) []byte {
	sprite := []byte(`<svg xmlns="` + svgSpace + `">`)
	for _, name := range slices.Sorted(maps.Keys(drawings)) {
		sprite = append(sprite, drawings[name].Symbol(name)...)
	}
	return append(sprite, "</svg>\n"...)
}

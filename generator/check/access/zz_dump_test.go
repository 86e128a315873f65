package access_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"testing"

	"stillpoint/generator/check/access"
	"stillpoint/generator/check/rule"
)

func TestZZDump(t *testing.T) {
	type out struct {
		Code, Name, HTML string
		Want             int
		Found            []string
	}
	var all []out
	rules := access.Rules()
	for _, r := range rules {
		text, err := fs.ReadFile(access.Files, r.Code+".txt")
		if err != nil {
			continue
		}
		f, _ := rule.ParseFile(string(text))
		for _, c := range f.Cases {
			o := out{Code: r.Code, Name: c.Name, HTML: c.Text, Want: c.Want}
			for _, q := range rules {
				if len(q.Page(rule.Parse("a", "b", []byte(c.Text)))) > 0 {
					o.Found = append(o.Found, q.Code)
				}
			}
			all = append(all, o)
		}
	}
	data, _ := json.Marshal(all)
	os.WriteFile("/tmp/cases.json", data, 0o644)
}

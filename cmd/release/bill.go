package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"
)

// bom is a bill of materials in the words of CycloneDX 1.5 (cyclonedx.org/docs/1.5/json), as far as they are needed.
type bom struct {
	Schema       string       `json:"$schema"`
	Format       string       `json:"bomFormat"`
	SpecVersion  string       `json:"specVersion"`
	SerialNumber string       `json:"serialNumber"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	Hashes     []hash     `json:"hashes,omitempty"`
	Licenses   []license  `json:"licenses"`
	PURL       string     `json:"purl,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type license struct {
	Expression string `json:"expression"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

// bill returns the bill of materials of a program: everything that the program says that it is made from.
func (b *builder) bill(t target, program []byte, parts []part) ([]byte, error) {
	digest := sha256.Sum256(program)
	main := component{
		Type: "application", Ref: "stillpoint", Name: "stillpoint", Version: b.from.version,
		Hashes: []hash{{"SHA-256", fmt.Sprintf("%x", digest)}}, Licenses: []license{{"MIT"}},
		Properties: []property{{"stillpoint:os", t.os}, {"stillpoint:arch", t.arch}},
	}
	all := bom{
		Schema: "http://cyclonedx.org/schema/bom-1.5.schema.json", Format: "CycloneDX", SpecVersion: "1.5", Version: 1,
		// Of the digest, so that two builds of the same program have the same number: version 8 of RFC 9562 leaves all bits but six to us.
		SerialNumber: fmt.Sprintf("urn:uuid:%x-%x-8%03x-8%03x-%x", digest[0:4], digest[4:6], int(digest[6]), int(digest[7]), digest[8:14]),
		Metadata:     metadata{b.from.time.Format(time.RFC3339), main},
	}
	top := dependency{Ref: main.Ref}
	for _, p := range parts {
		c := component{Type: "library", Ref: p.purl(), Name: p.path, Version: p.version, Licenses: []license{{p.license}}, PURL: p.purl()}
		if p.sum != "" {
			c.Properties = []property{{"stillpoint:go.sum", p.sum}}
		}
		all.Components = append(all.Components, c)
		all.Dependencies = append(all.Dependencies, dependency{Ref: c.Ref})
		top.DependsOn = append(top.DependsOn, c.Ref)
	}
	all.Dependencies = append(all.Dependencies, top)
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(all); err != nil {
		return nil, err
	}
	return text.Bytes(), nil
}

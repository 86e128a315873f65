package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"stillpoint"
	"stillpoint/generator"
)

// TestValidHTML runs the Nu HTML checker over every page of this repository's
// site. STILLPOINT_VNU names its jar; where STILLPOINT_REQUIRE_TOOLS is set, as in CI,
// the test must run.
func TestValidHTML(t *testing.T) {
	jar := os.Getenv("STILLPOINT_VNU")
	if jar == "" {
		if os.Getenv("STILLPOINT_REQUIRE_TOOLS") != "" {
			t.Fatal("STILLPOINT_VNU does not name the jar of the Nu HTML checker")
		}
		t.Skip("the Nu HTML checker is not here: set STILLPOINT_VNU to its jar")
	}
	out := filepath.Join(t.TempDir(), "public")
	result, err := generator.Build(t.Context(), generator.Options{
		Source: filepath.Join("..", ".."), Destination: out, Defaults: stillpoint.Defaults(), Environment: "production",
	})
	if err != nil || result.Failed() {
		t.Fatal(err, result.Diagnostics)
	}
	report, err := exec.Command("java", "-jar", jar, "--format", "gnu", "--stdout", "--skip-non-html", out).CombinedOutput()
	if err != nil || len(report) > 0 {
		t.Errorf("%v\n%s", err, report)
	}
}

package main
import ("testing";"os";"encoding/json";"path/filepath")
func TestDump(t *testing.T) {
	site := os.Getenv("AGREE_PUBLIC")
	if site=="" { site = buildSite(t, filepath.Join("..", "..")) }
	var corpus []judged
	for _, s := range append(cases(t), faulty(t, site)...) { corpus = append(corpus, judge(s)) }
	b,_ := json.Marshal(corpus)
	os.WriteFile("/tmp/agree-corpus500.json", b, 0o600)
}

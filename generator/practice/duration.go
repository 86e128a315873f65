package practice

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"stillpoint/generator/decode"
	"stillpoint/generator/diag"
)

// Duration is how long something takes, in whole minutes from 5 to 1,440.
type Duration time.Duration

var durationForms = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`^(?:(\d{1,4}) ?(?:hours|hour|hrs|hr|h))?(?:,? ?(?:and )?(\d{1,4}) ?(?:minutes|minute|mins|min|m))?$`),
		regexp.MustCompile(`^PT(?:(\d{1,4})H)?(?:(\d{1,4})M)?$`), // ISO 8601
	}
})

// DecodeNode reads "60 minutes", "1 hour 15 minutes", "1 h", or PT75M of ISO 8601.
func (d *Duration) DecodeNode(n *decode.Node) diag.List {
	s, _ := scalar(n)
	const hint = "write it as 60 minutes, or as 1 hour 15 minutes"
	for _, form := range durationForms() {
		parts := form.FindStringSubmatch(s)
		if parts == nil || parts[1]+parts[2] == "" {
			continue
		}
		hours, _ := strconv.Atoi(parts[1])
		minutes, _ := strconv.Atoi(parts[2])
		total := 60*hours + minutes
		if total < 5 || total > 24*60 {
			return diag.List{n.Error("bad-duration", fmt.Sprintf("%s is not between 5 minutes and 24 hours", said(n)), hint)}
		}
		*d = Duration(time.Duration(total) * time.Minute)
		return nil
	}
	if _, err := strconv.Atoi(s); err == nil {
		return diag.List{n.Error("bad-duration", fmt.Sprintf("%s does not say whether it is minutes or hours", said(n)), "write "+s+" minutes")}
	}
	return diag.List{n.Error("bad-duration", fmt.Sprintf("%s is not a duration%s", said(n), durationGuess(s)), hint)}
}

// Shape tells the forms of a duration. That it is from 5 minutes to 24 hours is left to the decoder.
func (Duration) Shape() decode.Shape {
	const hours, minutes = `\d{1,4} ?(?:hours|hour|hrs|hr|h)`, `\d{1,4} ?(?:minutes|minute|mins|min|m)`
	return decode.Matching(hours+`(?:,? ?(?:and )?`+minutes+`)?|,? ?(?:and )?`+minutes+`|PT(?:\d{1,4}H(?:\d{1,4}M)?|\d{1,4}M)`,
		"hours and minutes with their words", "60 minutes").Named("Duration")
}

// durationGuess finds the unit that a misspelt one stands for.
func durationGuess(s string) string {
	number, unit, _ := strings.Cut(s, " ")
	if _, err := strconv.Atoi(number); err != nil {
		return ""
	}
	if best := diag.Closest(unit, []string{"minutes", "hours", "hour"}); best != "" {
		return fmt.Sprintf(": did you mean %q?", number+" "+best)
	}
	return ""
}

// IsZero tells whether no duration was written.
func (d Duration) IsZero() bool { return d == 0 }

// Minutes returns the duration in minutes.
func (d Duration) Minutes() int { return int(time.Duration(d) / time.Minute) }

// ISO returns the duration as ISO 8601 writes it, "PT75M".
func (d Duration) ISO() string { return fmt.Sprintf("PT%dM", d.Minutes()) }

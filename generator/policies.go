package generator

import "stillpoint/generator/hosting"

// policies returns the policy of most pages, and those of the pages that have another, by their addresses within the site.
func (b *build) policies() (most string, others map[string]string) { return "", nil }

// securityFields returns the header fields that all answers have beside the policies.
func (b *build) securityFields() []hosting.Header { return nil }

package markdown

// LinkifyAlways lets bare addresses be looked for also where no sign of one is.
func (c *Converter) LinkifyAlways() { c.plain = c.markdown.Parser() }

package watch_test

import "fmt"

const (
	page = "content/page.md"
	post = "content/blog/post.md"
)

// editing is what somebody does in steps, each of which is to be told.
type editing struct {
	name  string
	steps []func(d disk)
}

func fileEdits() []editing {
	return []editing{
		{"written in place, as VS Code does", []func(disk){
			func(d disk) { d.write(page, "two") },
			func(d disk) { d.write(page, "three") },
		}},
		{"backup renamed, new file written, as vim does", []func(disk){
			func(d disk) {
				d.rename(page, page+"~")
				d.write(page, "two")
				d.remove(page + "~")
			},
			func(d disk) { d.write(page, "three") },
		}},
		{"new file renamed over the old one", []func(disk){
			func(d disk) {
				d.write("content/.page.md.swp", "two")
				d.rename("content/.page.md.swp", page)
			},
			func(d disk) { d.write(page, "three") },
		}},
		{"both renamed, as JetBrains does", []func(disk){
			func(d disk) {
				d.write(page+"___jb_tmp___", "two")
				d.rename(page, page+"___jb_old___")
				d.rename(page+"___jb_tmp___", page)
				d.remove(page + "___jb_old___")
			},
			func(d disk) { d.write(page, "three") },
		}},
		{"new file", []func(disk){func(d disk) { d.write("content/new.md", "one") }}},
		{"file removed", []func(disk){func(d disk) { d.remove(page) }}},
		{"file renamed", []func(disk){func(d disk) { d.rename(page, "content/blog/page.md") }}},
		{"file of another mode", []func(disk){func(d disk) { d.chmod(page) }}},
	}
}

func folderEdits() []editing {
	return []editing{
		{"hundreds of files", []func(disk){
			func(d disk) {
				for i := range 300 {
					d.write(fmt.Sprintf("content/blog/%d.md", i), "one")
				}
			},
			func(d disk) { d.write(post, "two") },
		}},
		{"new folders with a file", []func(disk){
			func(d disk) {
				d.mkdir("content/a/b/c")
				d.write("content/a/b/c/new.md", "one")
			},
			func(d disk) { d.write("content/a/b/c/new.md", "two") },
			func(d disk) { d.write("content/a/b/new.md", "one") },
		}},
		{"folder removed", []func(disk){
			func(d disk) { d.remove("content/blog") },
			func(d disk) { d.mkdir("content/blog") },
			func(d disk) { d.write(post, "two") },
		}},
		{"folder made anew at once", []func(disk){
			func(d disk) {
				d.remove("content/blog")
				d.mkdir("content/blog")
			},
			func(d disk) { d.write(post, "two") },
		}},
		{"folder renamed", []func(disk){
			func(d disk) { d.rename("content/blog", "content/news") },
			func(d disk) { d.write("content/news/post.md", "two") },
		}},
		{"folder renamed above another", []func(disk){
			func(d disk) { d.rename("content", "pages") },
			func(d disk) { d.write("pages/blog/post.md", "two") },
			func(d disk) { d.write("pages/page.md", "two") },
		}},
		{"folder moved out and in again", []func(disk){
			func(d disk) { d.rename("content/blog", "../elsewhere/blog") },
			func(d disk) { d.rename("../elsewhere/blog", "content/blog") },
			func(d disk) { d.write(post, "two") },
		}},
	}
}

func replacements() []editing {
	return []editing{
		{"folder replaced by another", []func(disk){
			func(d disk) {
				d.rename("content/blog", "../elsewhere/blog")
				d.rename("../elsewhere/news", "content/blog")
			},
			func(d disk) { d.write("content/blog/item.md", "two") },
			func(d disk) { d.remove("content/blog/item.md") },
		}},
		{"folders that change places", []func(disk){
			func(d disk) { d.mkdir("content/news") },
			func(d disk) {
				d.rename("content/blog", "content/x")
				d.rename("content/news", "content/blog")
				d.rename("content/x", "content/news")
			},
			func(d disk) { d.write("content/blog/new.md", "one") },
			func(d disk) { d.write("content/news/post.md", "two") },
		}},
		{"folder becomes a file", []func(disk){
			func(d disk) {
				d.remove("content/blog")
				d.write("content/blog", "a file")
			},
			func(d disk) { d.write("content/blog", "another text") },
		}},
	}
}

// Package watch says when to look again. It watches folders, and never decides
// what is to be rebuilt: that is for the caller, who looks at all inputs anyway.
//
// After each look the caller hands the folders it has found to [Watcher.Watch],
// and looks once more for as long as that asks for it. From then on nothing is
// lost: [Watcher.Wait] returns after whatever happens in these folders, also
// after what happened while nobody waited.
//
//	for {
//		for w.Watch(look()) {
//		}
//		if err := w.Wait(ctx); err != nil {
//			return err
//		}
//	}
//
// # Bursts
//
// One save of an editor is several events, and a checkout of a branch is
// thousands. Wait returns at the end of such a burst, which is found by a silence
// that is the longer the longer the burst has lasted (see [Options]). A burst
// counts from its first event, whether or not anybody waited for it.
//
// # Which folder
//
// A watch belongs to a folder, not to a path: it follows a folder that is renamed,
// and does not see the one that takes its place. So the watcher keeps which folder
// it watches under each path, and compares it with the one that the caller saw. It
// renews a watch wherever it has heard something that casts doubt on it.
//
// # Without events
//
// Where the system gives no events, or no more of them, the watcher polls: Wait
// returns at a steady pace and the caller's look decides. [Watcher.Trouble] says so.
package watch

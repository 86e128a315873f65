package publish

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// stride is how many files one goroutine takes before it asks for more. Fewer are not worth a second one.
const stride = 256

// aside calls work for the numbers from 0 to n-1, side by side where there are many. Soon after the first error it ends with that.
func aside(n int, work func(i int) error) error {
	var next atomic.Int64
	var failure atomic.Pointer[error]
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+stride-1)/stride) {
		group.Go(func() {
			for failure.Load() == nil {
				from := int(next.Add(stride)) - stride
				if from >= n {
					return
				}
				for i := from; i < min(from+stride, n); i++ {
					if err := work(i); err != nil {
						failure.CompareAndSwap(nil, &err)
						return
					}
				}
			}
		})
	}
	group.Wait()
	if err := failure.Load(); err != nil {
		return *err
	}
	return nil
}

package images_test

import (
	"os"
	"testing"

	"github.com/gen2brain/avif"
	"github.com/gen2brain/webp"
)

// TestMain has the codecs compiled while tests run that do not need them: watched for races, that takes long.
func TestMain(m *testing.M) {
	go avif.InitEncoder()
	go avif.InitDecoder()
	go webp.Init()
	os.Exit(m.Run())
}

package quicker

import (
	"sync"

	"github.com/hashicorp/go-cty/cty"
)

// An implied is the type of a block, found out once: the functions that go through a value ask for it at every level.
type implied struct {
	ty              cty.Type
	hasDynamicTypes func() bool
}

// ImpliedType returns the cty.Type that would result from decoding a configuration block using the receiving block schema.
func (b *Block) ImpliedType() cty.Type {
	if b == nil {
		return cty.EmptyObject
	}
	return b.known().ty
}

// HasDynamicTypes is HasDynamicTypes of the block's implied type.
func (b *Block) HasDynamicTypes() bool {
	return b.known().hasDynamicTypes()
}

// known may find out the same type several times at once, of which one is kept.
func (b *Block) known() *implied {
	if b.implied.Load() == nil {
		ty := b.impliedType()
		b.implied.CompareAndSwap(nil, &implied{ty, sync.OnceValue(ty.HasDynamicTypes)})
	}
	return b.implied.Load()
}

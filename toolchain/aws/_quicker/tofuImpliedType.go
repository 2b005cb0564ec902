package quicker

import "github.com/zclconf/go-cty/cty"

// ImpliedType returns the cty.Type that would result from decoding a configuration block using the receiving block schema. It is
// found out once, because every empty block of a value has it.
func (b *Block) ImpliedType() cty.Type {
	if b == nil {
		return cty.EmptyObject
	}
	if b.implied.Load() == nil {
		ty := b.impliedType()
		b.implied.CompareAndSwap(nil, &ty)
	}
	return *b.implied.Load()
}

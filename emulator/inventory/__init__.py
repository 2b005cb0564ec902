"""The resources that programs have created in the emulated accounts, under AWS's names for them."""

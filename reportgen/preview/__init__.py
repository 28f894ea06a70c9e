"""The preview: an edition in the browser, made anew with each change of what it is made from."""

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| extract_fuzz::targets::decode(input));

import "../src/primitives/polyfill.ts";

import { installNative } from "../src/node/native.ts";

/** For tests that hash or verify a great deal: the same answers as the portable ones, sooner. */
installNative();

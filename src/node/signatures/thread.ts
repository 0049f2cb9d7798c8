import { installNative } from "../native.ts";
import { checkPacked } from "./request.ts";

/** What runs in a thread of its own: libsodium decides there too. */
installNative();

export default checkPacked;

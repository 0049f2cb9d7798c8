import { installNative } from "../native.ts";
import { evaluatePacked } from "./packed.ts";

/** What runs in a thread of its own. */
installNative();

export default evaluatePacked;

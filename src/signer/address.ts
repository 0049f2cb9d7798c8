import { readFileSync } from "node:fs";

import { z } from "zod";

import { SignerError } from "./signer-error.ts";

/** One side's TLS files. Each side names the authority whose certificates it lets in: both prove who they are. */
export interface TlsFiles {
  readonly key: string;
  readonly certificate: string;
  readonly ca: string;
}

/** Where signer and node meet. */
export type Place =
  | { readonly kind: "socket"; readonly path: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number; readonly tls: TlsFiles };

const ADDRESS = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+)):([0-9]{1,5})$/;

/** The fields of a place in a configuration file: a socket, or an address with TLS. */
export const placeFields = {
  socket: z.string().min(1).optional(),
  address: z.string().regex(ADDRESS, "must be host:port").optional(),
  tls: z.strictObject({ key: z.string(), certificate: z.string(), ca: z.string() }).optional(),
};

interface GivenPlace {
  readonly socket?: string | undefined;
  readonly address?: string | undefined;
  readonly tls?: TlsFiles | undefined;
}

/** What is wrong with the fields of a place together, or undefined. */
export function placeProblem({ socket, address, tls }: GivenPlace): string | undefined {
  if ((socket === undefined) === (address === undefined))
    return "give socket or address, one of the two";
  if (address !== undefined && tls === undefined) {
    return "an address needs tls with key, certificate and ca: without it anyone could ask for signatures";
  }
  if (address === undefined && tls !== undefined)
    return "tls belongs to an address; a socket has none";
  const port = address === undefined ? 1 : Number(ADDRESS.exec(address)?.[3]);
  return port >= 0 && port <= 65_535 ? undefined : "the port must be at most 65535";
}

/** The place of fields that have no problem; `absolute` makes paths so. */
export function placeOf(
  { socket, address, tls }: GivenPlace,
  absolute: (path: string) => string,
): Place {
  if (socket !== undefined) return { kind: "socket", path: absolute(socket) };
  const [, six, name, port] = ADDRESS.exec(address!)!;
  const { key, certificate, ca } = tls!;
  const files = { key: absolute(key), certificate: absolute(certificate), ca: absolute(ca) };
  return { kind: "tcp", host: six ?? name!, port: Number(port), tls: files };
}

/** PEM texts, as `node:tls` takes them. */
export interface TlsTexts {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

/** Reads TLS files. Throws BAD_TLS. */
export function readTls({ key, certificate, ca }: TlsFiles): TlsTexts {
  const read = (path: string): string => {
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      const message = `${path} cannot be read (${(error as Error).message}). Name TLS key, certificate and authority in PEM form.`;
      throw new SignerError("BAD_TLS", message, error);
    }
  };
  return { key: read(key), cert: read(certificate), ca: read(ca) };
}

/** For people: where that is. */
export function placeText(place: Place): string {
  return place.kind === "socket" ? place.path : `${place.host}:${place.port}`;
}

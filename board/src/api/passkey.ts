/** The browser's authenticators: nothing here is secret, and nothing is kept. */

import type { EnrolmentOptions, PasskeyOptions } from "./client";

const ES256 = -7;
const EDDSA = -8;
const PATIENCE_MS = 120_000;

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function base64url(buffer: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** False where the page has no name that a passkey can be bound to. */
export const canUsePasskeys = (): boolean =>
  window.isSecureContext && "PublicKeyCredential" in window;

/** Makes a passkey for a person who was invited with the code. */
export async function make(code: string, options: EnrolmentOptions): Promise<object> {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(options.to_sign),
      rp: { id: options.host, name: "Wideberth" },
      user: {
        id: crypto.getRandomValues(new Uint8Array(16)),
        name: options.person,
        displayName: options.person,
      },
      pubKeyCredParams: [
        { type: "public-key", alg: ES256 },
        { type: "public-key", alg: EDDSA },
      ],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
      timeout: PATIENCE_MS,
    },
  });
  const response = (made as PublicKeyCredential).response as AuthenticatorAttestationResponse;
  return {
    code,
    challenge: options.challenge,
    authenticator: base64url(response.getAuthenticatorData()),
    client: base64url(response.clientDataJSON),
  };
}

async function get(
  options: Pick<PasskeyOptions, "to_sign" | "host">,
  only: string | undefined,
): Promise<{ credential: string; parts: object }> {
  const got = (await navigator.credentials.get({
    publicKey: {
      challenge: bytes(options.to_sign),
      rpId: options.host,
      allowCredentials: only === undefined ? [] : [{ type: "public-key", id: bytes(only) }],
      userVerification: "required",
      timeout: PATIENCE_MS,
    },
  })) as PublicKeyCredential;
  const response = got.response as AuthenticatorAssertionResponse;
  return {
    credential: base64url(got.rawId),
    parts: {
      authenticator: base64url(response.authenticatorData),
      client: base64url(response.clientDataJSON),
      signature: base64url(response.signature),
    },
  };
}

/** Answers a sign-in with whichever passkey of this node the person chooses. */
export async function answer(options: PasskeyOptions): Promise<object> {
  const { credential, parts } = await get(options, undefined);
  return { challenge: options.challenge, credential, ...parts };
}

/** Signs what was shown, with the person's own passkey. */
export const sign = async (shown: {
  readonly to_sign: string;
  readonly host: string;
  readonly credential: string;
}): Promise<object> => (await get(shown, shown.credential)).parts;

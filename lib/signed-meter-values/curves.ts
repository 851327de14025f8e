/** The curves OCMF signs with; the name Node (OpenSSL) knows each by, its object identifier, and the bytes of one coordinate. */
export const CURVES = [
  { name: 'secp192k1', node: 'secp192k1', oid: '2b8104001f', bytes: 24 },
  { name: 'secp192r1', node: 'prime192v1', oid: '2a8648ce3d030101', bytes: 24 },
  { name: 'secp256k1', node: 'secp256k1', oid: '2b8104000a', bytes: 32 },
  { name: 'secp256r1', node: 'prime256v1', oid: '2a8648ce3d030107', bytes: 32 },
  { name: 'secp384r1', node: 'secp384r1', oid: '2b81040022', bytes: 48 },
  { name: 'brainpool256r1', node: 'brainpoolP256r1', oid: '2b2403030208010107', bytes: 32 },
  { name: 'brainpool384r1', node: 'brainpoolP384r1', oid: '2b240303020801010b', bytes: 48 },
] as const
export type Curve = (typeof CURVES)[number]

/** From OCMF's `ECDSA-brainpool256r1-SHA256`, also spelled as OpenSSL does (`brainpoolP256r1`); undefined: none of them. */
export function curveOfMethod(method: string): Curve | undefined {
  const [, said] = /^ECDSA-([A-Za-z0-9]+)-SHA-?256$/i.exec(method.trim()) ?? []
  if (said === undefined) return undefined
  const folded = said.toLowerCase().replace('brainpoolp', 'brainpool')
  return CURVES.find(({ name, node }) => name === folded || node.toLowerCase() === said.toLowerCase())
}

/** The upper half of IBM's code page 437, 0x80–0xFF, in which SIE files are written ("PC8"). */
const UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0'

const BYTE_OF: ReadonlyMap<string, number> = new Map([...UPPER].map((char, at) => [char, 0x80 + at]))

/** Characters that the code page lacks and people write: the nearest it has. */
const NEAREST: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '‑': '-',
  '’': "'",
  '‘': "'",
  '”': '"',
  '“': '"',
  '…': '...',
  '€': 'EUR',
  ø: 'o',
  Ø: 'O',
  Œ: 'OE',
  œ: 'oe',
}

/**
 * Text in code page 437. A letter it lacks is written without its mark (`ž` → `z`), what has no likeness as `?`: an accounting program
 * must not stumble over a driver's name.
 */
export function toCp437(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  for (const char of text.normalize('NFC')) bytes.push(...bytesOf(char))
  return Uint8Array.from(bytes)
}

function bytesOf(char: string): number[] {
  const code = char.codePointAt(0)!
  if (code < 0x80) return [code]
  const known = BYTE_OF.get(char)
  if (known !== undefined) return [known]
  const nearest = NEAREST[char] ?? char.normalize('NFD').replace(/\p{M}/gu, '')
  return [...nearest].map((one) => {
    const plain = one.codePointAt(0)!
    return plain < 0x80 ? plain : (BYTE_OF.get(one) ?? 0x3f)
  })
}

/** The text of bytes in code page 437. */
export function fromCp437(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : UPPER[byte - 0x80]
  return text
}

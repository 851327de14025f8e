/** Bankgirot's BgMax file (its layout 2.4), 80 characters a line: payments to one bankgiro, each with its reference. */
export function bankFile(
  bankgiro: string,
  payments: readonly { readonly ocr: string; readonly ore: bigint }[],
): Buffer {
  const total = payments.reduce((sum, { ore }) => sum + ore, 0n)
  return Buffer.from(
    [
      line('01', [3, 'BGMAX'], [23, '01'], [25, '20261201173035010331'], [45, 'P']),
      line('05', [3, zeros(bankgiro, 10)], [23, 'SEK']),
      ...payments.map(({ ocr, ore }, index) =>
        line(
          '20',
          [3, zeros('3783511', 10)],
          [38 - ocr.length, ocr],
          [38, zeros(ore, 18)],
          [56, '2'],
          [57, '2'],
          [58, zeros(index + 1, 12)],
          [70, '0'],
        ),
      ),
      line(
        '15',
        [3, zeros('58410000010098232', 35)],
        [38, '20261201'],
        [46, '00074'],
        [51, zeros(total, 18)],
        [69, 'SEK'],
        [72, zeros(payments.length, 8)],
      ),
      line('70', [3, [payments.length, 0, 0, 1].map((count) => zeros(count, 8)).join('')]),
    ].join('\r\n'),
    'latin1',
  )
}

const zeros = (value: number | bigint | string, length: number) => String(value).padStart(length, '0')

/** A line with texts at their places, counted from 1. */
function line(code: string, ...parts: readonly (readonly [at: number, text: string])[]): string {
  let text = code.padEnd(80)
  for (const [at, part] of parts) text = text.slice(0, at - 1) + part + text.slice(at - 1 + part.length)
  return text
}

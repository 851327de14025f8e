'use client'

import { useLocale } from 'next-intl'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A file's size as people read it, in steps of 1 000. */
export function formatBytes(bytes: number, locale: string): string {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(bytes / 1000 ** step)
}

export function ByteSize({ bytes }: { bytes: number }) {
  return (
    <span className="whitespace-nowrap" suppressHydrationWarning>
      {formatBytes(bytes, useLocale())}
    </span>
  )
}

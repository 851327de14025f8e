'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { encode } from 'uqr'

/** The code for the Swish app on another device. Black on white whatever the theme: cameras want it so. */
export function SwishQr({ code }: { code: string }) {
  const t = useTranslations('pay.swishQr')
  const { size, path } = useMemo(() => drawn(code), [code])
  return (
    <figure className="grid justify-items-center gap-2">
      <svg
        role="img"
        aria-label={t('label')}
        data-testid="swish-qr"
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="w-full max-w-64 rounded-lg border bg-white"
      >
        <path d={path} fill="#000" />
      </svg>
      <figcaption className="text-center text-muted-foreground">{t('help')}</figcaption>
    </figure>
  )
}

/** One square a module, with the quiet zone of four that readers ask for. */
function drawn(code: string): { size: number; path: string } {
  const { data, size } = encode(code, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size, path }
}

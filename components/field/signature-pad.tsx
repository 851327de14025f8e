'use client'

import { useTranslations } from 'next-intl'
import { type PointerEvent, type RefObject, useEffect } from 'react'
import { TouchButton } from './touch-button'

const WIDTH = 800
const HEIGHT = 240

interface SignaturePadProps {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly isSigned: boolean
  readonly onSigned: (isSigned: boolean) => void
}

/** Where somebody signs with a finger or a pen. */
export function SignaturePad({ canvas, isSigned, onSigned }: SignaturePadProps) {
  const t = useTranslations('field.close')
  useEffect(() => clear(canvas.current), [canvas])

  const at = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    return [((event.clientX - left) / width) * WIDTH, ((event.clientY - top) / height) * HEIGHT]
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    const pen = event.currentTarget.getContext('2d')
    pen?.beginPath()
    pen?.moveTo(...at(event))
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons === 0) return
    const pen = event.currentTarget.getContext('2d')
    pen?.lineTo(...at(event))
    pen?.stroke()
    if (!isSigned) onSigned(true)
  }
  return (
    <div className="grid gap-2">
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t('pad')}
        className="w-full max-w-xl touch-none rounded-lg border bg-white"
        onPointerDown={begin}
        onPointerMove={draw}
      />
      <TouchButton
        variant="ghost"
        className="w-fit"
        disabled={!isSigned}
        onClick={() => {
          clear(canvas.current)
          onSigned(false)
        }}
      >
        {t('signAgain')}
      </TouchButton>
    </div>
  )
}

/** Paper is white, ink is dark, whatever the theme. */
function clear(canvas: HTMLCanvasElement | null): void {
  const pen = canvas?.getContext('2d')
  if (!pen) return
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, WIDTH, HEIGHT)
  Object.assign(pen, { strokeStyle: '#18181b', lineWidth: 3, lineCap: 'round', lineJoin: 'round' })
}

'use client'

import { useEffect, useState } from 'react'

const NUDGES: readonly (readonly [number, number])[] = [
  [0, 0],
  [4, 2],
  [6, 6],
  [2, 8],
  [-4, 6],
  [-6, 0],
  [-4, -4],
  [2, -4],
]
const NUDGE_EVERY_MS = 60_000
const IDLE_MS = 4_000

/** Which of `count` scenes is shown: the next one every so often, another with the arrow keys; the space bar stops and goes on. */
export function useRotation(count: number, everySeconds: number) {
  const [at, setAt] = useState(0)
  const [isPaused, setPaused] = useState(false)
  useEffect(() => {
    if (isPaused || count < 2 || everySeconds <= 0) return
    const timer = setTimeout(() => setAt((at + 1) % count), everySeconds * 1000)
    return () => clearTimeout(timer)
  }, [at, count, everySeconds, isPaused])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return
      if (event.key === 'ArrowRight') setAt((now) => (now + 1) % count)
      else if (event.key === 'ArrowLeft') setAt((now) => (now + count - 1) % count)
      else if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) setPaused((now) => !now)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [count])
  return { at: Math.min(at, Math.max(0, count - 1)), show: setAt, isPaused, setPaused }
}

/** A few px aside, another way each minute: nothing burns in. */
export function useNudge(): { readonly transform: string } {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurn((now) => now + 1), NUDGE_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  const [x, y] = NUDGES[turn % NUDGES.length] as (typeof NUDGES)[number]
  return { transform: `translate(${x}px, ${y}px)` }
}

/** Nobody has touched mouse, screen or keys for a while. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const stir = () => {
      setIdle(false)
      clearTimeout(timer)
      timer = setTimeout(() => setIdle(true), IDLE_MS)
    }
    stir()
    const signs = ['pointermove', 'pointerdown', 'keydown'] as const
    for (const sign of signs) window.addEventListener(sign, stir)
    return () => {
      clearTimeout(timer)
      for (const sign of signs) window.removeEventListener(sign, stir)
    }
  }, [])
  return isIdle
}

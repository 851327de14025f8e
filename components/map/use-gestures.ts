'use client'

import { type Dispatch, type RefObject, type SetStateAction, useEffect } from 'react'
import { type MapView, movedBy, type Offset, zoomedAt } from '@/lib/map/view'

type Change = (view: MapView) => MapView

/** Px a press may stray and still be a click. */
const STRAY_PX = 4
/** Wheel px to one step of zoom; fingers on a touch pad send far smaller ones, marked as if Ctrl were held. */
const WHEEL_PX = 320
const PINCH_PX = 80
/** A wheel that counts lines or pages, px each. */
const DELTA_PX = [1, 20, 400]
const KEY_STEP_PX = 96
const KEYS: Readonly<Record<string, Change>> = {
  ArrowLeft: (view) => movedBy(view, { x: KEY_STEP_PX, y: 0 }),
  ArrowRight: (view) => movedBy(view, { x: -KEY_STEP_PX, y: 0 }),
  ArrowUp: (view) => movedBy(view, { x: 0, y: KEY_STEP_PX }),
  ArrowDown: (view) => movedBy(view, { x: 0, y: -KEY_STEP_PX }),
  '+': (view) => zoomedAt(view, 1),
  '-': (view) => zoomedAt(view, -1),
}

/** Moves the view with mouse, wheel, fingers and keys, once per frame at most. @param isOn false: somebody else does */
export function useGestures(
  element: RefObject<HTMLElement | null>,
  isOn: boolean,
  setView: Dispatch<SetStateAction<MapView | null>>,
): void {
  useEffect(() => {
    const box = element.current
    if (!isOn || !box) return
    const over = new AbortController()
    const { signal } = over
    const on = <Name extends keyof HTMLElementEventMap>(
      name: Name,
      act: (event: HTMLElementEventMap[Name]) => void,
      options: AddEventListenerOptions = {},
    ) => box.addEventListener(name, act, { signal, ...options })

    const move = perFrame(setView, signal)
    const fingers = new Map<number, Offset>()
    let strayed = 0
    const placeOf = ({ clientX, clientY }: MouseEvent): Offset => {
      const { left, top } = box.getBoundingClientRect()
      return { x: clientX - left, y: clientY - top }
    }

    on(
      'wheel',
      (event) => {
        event.preventDefault()
        const px = event.deltaY * (DELTA_PX[event.deltaMode] ?? 1)
        const at = placeOf(event)
        move((view) => zoomedAt(view, -px / (event.ctrlKey ? PINCH_PX : WHEEL_PX), at))
      },
      { passive: false },
    )
    on('dblclick', (event) => {
      if (isOnControl(event)) return
      const at = placeOf(event)
      move((view) => zoomedAt(view, event.shiftKey ? -1 : 1, at))
    })
    on('keydown', (event) => {
      const change = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key]
      if (!change) return
      event.preventDefault()
      move(change)
    })
    on('pointerdown', (event) => {
      if (event.pointerType === 'mouse' && event.button !== 0) return
      if (fingers.size === 0) strayed = 0
      fingers.set(event.pointerId, placeOf(event))
    })
    on('pointermove', (event) => {
      const before = fingers.get(event.pointerId)
      // Let go outside, unseen.
      if (event.buttons === 0) fingers.delete(event.pointerId)
      if (!before || event.buttons === 0) return
      const now = placeOf(event)
      strayed += Math.hypot(now.x - before.x, now.y - before.y)
      // Only now is it no click: a captured pointer's click would miss the mark under it.
      if (strayed > STRAY_PX && !box.hasPointerCapture(event.pointerId)) box.setPointerCapture(event.pointerId)
      fingers.set(event.pointerId, now)
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
      if (!other) return move((view) => movedBy(view, { x: now.x - before.x, y: now.y - before.y }))
      const spread = distance(now, other) / Math.max(1, distance(before, other))
      const [from, to] = [middle(before, other), middle(now, other)]
      move((view) => zoomedAt(movedBy(view, { x: to.x - from.x, y: to.y - from.y }), Math.log2(spread), to))
    })
    const lift = (event: PointerEvent) => void fingers.delete(event.pointerId)
    on('pointerup', lift)
    on('pointercancel', lift)
    on(
      'click',
      (event) => {
        // A click by key has no presses.
        if (strayed <= STRAY_PX || event.detail === 0) return
        event.preventDefault()
        event.stopPropagation()
      },
      { capture: true },
    )
    return () => over.abort()
  }, [element, isOn, setView])
}

const isOnControl = ({ target }: Event) => target instanceof Element && target.closest('a, button') !== null

/** Changes are put together until the next frame. */
function perFrame(setView: Dispatch<SetStateAction<MapView | null>>, signal: AbortSignal): (change: Change) => void {
  let waiting: Change[] = []
  return (change) => {
    waiting.push(change)
    if (waiting.length > 1) return
    requestAnimationFrame(() => {
      const changes = waiting
      waiting = []
      if (!signal.aborted) setView((view) => view && changes.reduce((now, change) => change(now), view))
    })
  }
}

const distance = (a: Offset, b: Offset) => Math.hypot(a.x - b.x, a.y - b.y)
const middle = (a: Offset, b: Offset): Offset => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })

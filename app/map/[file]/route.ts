import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { problem, problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { basePicture, type Detail } from '@/lib/map/base-picture'
import { readBasemap } from '@/lib/map/basemap'
import type { Theme } from '@/lib/map/paper'

type MapFile = { readonly type: string; readonly read: () => Promise<string> }

const picture = (theme: Theme, detail: Detail): MapFile => ({
  type: 'image/svg+xml; charset=utf-8',
  read: async () => basePicture(await readBasemap(), theme, detail),
})

/** What the map needs besides the page's own scripts: its worker, and land and borders to draw on. Read once per process. */
const FILES: Readonly<Record<string, MapFile>> = {
  'worker.js': {
    type: 'text/javascript; charset=utf-8',
    read: () => readFile(path.join(process.cwd(), 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs'), 'utf8'),
  },
  'basemap.json': {
    type: 'application/geo+json; charset=utf-8',
    read: async () => JSON.stringify(await readBasemap()),
  },
  'coarse-light.svg': picture('light', 'coarse'),
  'coarse-dark.svg': picture('dark', 'coarse'),
  'fine-light.svg': picture('light', 'fine'),
  'fine-dark.svg': picture('dark', 'fine'),
}
const held = new Map<string, Promise<string>>()

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  try {
    const { file } = await params
    const known = Object.hasOwn(FILES, file) ? FILES[file] : undefined
    if (!known) return problem('not-found', 'The map has no such file.')
    if (!(await currentActor())) return problem('unauthenticated', 'Sign in first.')
    const text = held.get(file) ?? known.read()
    held.set(file, text)
    text.catch(() => held.delete(file))
    return new Response(await text, {
      headers: { 'content-type': known.type, 'cache-control': 'private, max-age=86400' },
    })
  } catch (error) {
    return problemOf(error)
  }
}

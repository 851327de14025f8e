import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { getTranslations } from 'next-intl/server'
import { problem, problemOf } from '@/app/problem'

const folder = path.join(process.cwd(), 'app/(field)/field')

/** What makes /field an app that can be installed and opened offline. Anybody may fetch it: a browser does, without cookies. */
const FILES: Readonly<Record<string, { type: string; read: () => Promise<string | Buffer> }>> = {
  'sw.js': {
    type: 'text/javascript; charset=utf-8',
    read: () => readFile(path.join(folder, 'service-worker.js'), 'utf8'),
  },
  'manifest.webmanifest': { type: 'application/manifest+json; charset=utf-8', read: manifest },
  'icon-192.png': { type: 'image/png', read: () => readFile(path.join(folder, 'icons/icon-192.png')) },
  'icon-512.png': { type: 'image/png', read: () => readFile(path.join(folder, 'icons/icon-512.png')) },
}

async function manifest(): Promise<string> {
  const t = await getTranslations('field')
  const icon = (size: number, purpose: string) => ({
    src: `/field/icon-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })
  return JSON.stringify({
    id: '/field',
    name: t('app.name'),
    short_name: t('app.shortName'),
    description: t('app.description'),
    start_url: '/field',
    scope: '/field',
    display: 'standalone',
    background_color: '#18181b',
    theme_color: '#18181b',
    icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
  })
}

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  try {
    const { file } = await params
    const known = Object.hasOwn(FILES, file) ? FILES[file] : undefined
    if (!known) return problem('not-found', 'There is nothing at this address.')
    const content = await known.read()
    return new Response(typeof content === 'string' ? content : new Uint8Array(content), {
      headers: {
        'content-type': known.type,
        'cache-control': 'no-cache',
        // Its own folder is /field/; the page itself is /field.
        ...(file === 'sw.js' && { 'service-worker-allowed': '/field' }),
      },
    })
  } catch (error) {
    return problemOf(error)
  }
}

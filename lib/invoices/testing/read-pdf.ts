import { inflateSync } from 'node:zlib'

/** What a PDF of ours says, read back from its bytes: enough of the format to look at what pdfkit wrote, no more. */
export interface ReadPdf {
  readonly catalog: string
  readonly title: string
  /** Text of each page as it is drawn. */
  readonly pages: readonly string[]
  /** The structure tree in reading order: type, alternative text, and what is drawn for it. */
  readonly elements: readonly {
    readonly type: string
    readonly alt: string | null
    readonly text: string
    readonly body: string
  }[]
  /** Text that is neither in the tree nor an artifact: there should be none. */
  readonly untagged: string
  readonly artifacts: string
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const file = new PdfFile(Buffer.from(bytes).toString('latin1'))
  const trailer = /trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(file.text)![1]!
  const catalog = file.body(refIn(trailer, 'Root')!)
  const contents = file.pageRefs(catalog).map((ref) => ({ ref, ...file.draw(file.body(ref)) }))
  const marked = new Map(
    contents.flatMap(({ ref, marked }) => [...marked].map(([mcid, text]) => [`${ref} ${mcid}`, text])),
  )
  const elements: ReadPdf['elements'][number][] = []
  const walk = (ref: string) => {
    const body = file.body(ref)
    const type = /\/S \/(\w+)/.exec(body)?.[1] ?? ''
    const alt = /\/Alt (\((?:\\.|[^\\)])*\)|<[^>]*>)/.exec(body)?.[1] ?? null
    const kids = /\/K \[([\s\S]*)\]/.exec(body)?.[1] ?? ''
    const page = refIn(body, 'Pg')
    const refs = kids.match(/\d+ 0 R/g) ?? []
    const mcids = kids.replace(/\d+ 0 R/g, '').match(/\d+/g) ?? []
    const own = mcids.map((mcid) => marked.get(`${page} ${mcid}`) ?? '')
    elements.push({ type, alt: alt === null ? null : stringOf(alt), text: own.join(' ').trim(), body })
    for (const kid of refs) walk(kid)
  }
  const tree = file.body(refIn(catalog, 'StructTreeRoot')!)
  for (const [kid] of /\/K \[?([^\]]*)\]?/.exec(tree)![1]!.matchAll(/\d+ 0 R/g)) walk(kid)
  const preferences = ['MarkInfo', 'ViewerPreferences'].map((key) => file.body(refIn(catalog, key) ?? ''))
  const info = file.body(refIn(trailer, 'Info')!)
  return {
    catalog: [catalog, ...preferences].join('\n'),
    title: stringOf(file.body(refIn(info, 'Title')!)),
    pages: contents.map(({ all }) => all),
    elements: elements.filter(({ type }) => type !== ''),
    untagged: contents.map(({ untagged }) => untagged).join(''),
    artifacts: contents.map(({ artifacts }) => artifacts).join('\n'),
  }
}

const refIn = (body: string, key: string) => new RegExp(`/${key} (\\d+ 0 R)`).exec(body)?.[1]

/** A PDF string, literal or UTF-16 with its mark. */
function stringOf(token: string): string {
  const raw = token
    .slice(1, -1)
    .replace(/\\([\s\S])/g, (_, char: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[char] ?? char)
  if (!raw.startsWith('\xfe\xff')) return raw
  return Buffer.from(raw.slice(2), 'latin1').swap16().toString('utf16le')
}

class PdfFile {
  private readonly objects = new Map<string, { body: string; stream: string | null }>()

  constructor(readonly text: string) {
    for (const [, number, body] of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
      const at = body!.indexOf('\nstream\n')
      this.objects.set(`${number} 0 R`, {
        body: at < 0 ? body! : body!.slice(0, at),
        stream: at < 0 ? null : body!.slice(at + 8, body!.lastIndexOf('\nendstream')),
      })
    }
  }

  body = (ref: string): string => this.objects.get(ref)?.body ?? ''

  stream(ref: string): string {
    const { body, stream } = this.objects.get(ref)!
    const raw = Buffer.from(stream ?? '', 'latin1')
    return (body.includes('/FlateDecode') ? inflateSync(raw) : raw).toString('latin1')
  }

  pageRefs(catalog: string): string[] {
    const kids = /\/Kids \[([^\]]*)\]/.exec(this.body(refIn(catalog, 'Pages')!))![1]!
    return [...kids.matchAll(/\d+ 0 R/g)].map(([ref]) => ref)
  }

  /** What a page draws, sorted by where it belongs. */
  draw(page: string) {
    const fonts = this.fonts(page)
    const found = { all: '', untagged: '', artifacts: '', marked: new Map<string, string>() }
    const open: string[] = []
    let font: Map<string, string> | undefined
    const commands = /\/(\w+) BMC|\/(\w+) <<([\s\S]*?)>> BDC|\b(EMC)\b|\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g
    for (const [, plain, tag, properties, end, name, shown] of this.stream(refIn(page, 'Contents')!).matchAll(
      commands,
    )) {
      if (plain ?? tag) open.push(/\/MCID (\d+)/.exec(properties ?? '')?.[1] ?? String(plain ?? tag))
      else if (end) open.pop()
      else if (name) font = fonts.get(name)
      else {
        const text = [...shown!.matchAll(/<([0-9a-f]*)>/g)]
          .map(([, hex]) => (hex!.match(/.{4}/g) ?? []).map((glyph) => font?.get(glyph) ?? '\uFFFD').join(''))
          .join('')
        found.all += `${text}\n`
        const mark = open.at(-1)
        if (mark === undefined) found.untagged += text
        else if (mark === 'Artifact') found.artifacts += `${text}\n`
        else found.marked.set(mark, `${found.marked.get(mark) ?? ''}${text} `)
      }
    }
    return found
  }

  /** Glyphs to characters, from each font's own table. */
  private fonts(page: string): Map<string, Map<string, string>> {
    const resources = this.body(refIn(page, 'Resources')!)
    const list = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? this.body(refIn(resources, 'Font') ?? '')
    return new Map(
      [...list.matchAll(/\/(F\d+) (\d+ 0 R)/g)].map(([, name, ref]) => {
        const glyphs = new Map<string, string>()
        const table = this.stream(refIn(this.body(ref!), 'ToUnicode')!)
        for (const [, from, codes] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
          for (const [at, [, code]] of [...codes!.matchAll(/<([0-9a-f ]*)>/g)].entries()) {
            const glyph = (Number.parseInt(from!, 16) + at).toString(16).padStart(4, '0')
            glyphs.set(glyph, Buffer.from(code!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
          }
        }
        return [name!, glyphs]
      }),
    )
  }
}

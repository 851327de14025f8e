import { expect, test } from 'vitest'
import { imageType } from './image-type'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))

test.each([
  ['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF'), 'image/jpeg'],
  ['PNG', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]), 'image/png'],
  ['WebP', bytes('RIFF', [1, 2, 3, 4], 'WEBP'), 'image/webp'],
  ['another RIFF', bytes('RIFF', [1, 2, 3, 4], 'WAVE'), null],
  ['GIF', bytes('GIF89a'), null],
  ['SVG, which can run scripts', bytes('<svg xmlns="http://www.w3.org/2000/svg">'), null],
  ['HTML', bytes('<!doctype html><script>'), null],
  ['a JPEG’s beginning cut short', bytes([0xff, 0xd8]), null],
  ['nothing', bytes(), null],
])('%s', (_name, content, type) => {
  expect(imageType(content)).toBe(type)
})

import { expect, test } from 'vitest'
import { insertMention, mentionsIn, mentionUnderWay, piecesOf } from './mentions'

test.each<[string, string | null]>([
  ['', null],
  ['@', ''],
  ['hej @an', 'an'],
  ['hej @anna be', 'anna be'],
  ['hej @Anna Berg ', null],
  ['mail anna@example', null],
  ['@one\ntwo', null],
])('%j: a name under way is %j', (text, typed) => {
  expect(mentionUnderWay(text, text.length)).toBe(typed)
})

test('the name takes the place of what was typed, whatever follows', () => {
  expect(insertMention('hej @an kan du?', 7, 'Anna Berg')).toEqual({ text: 'hej @Anna Berg kan du?', caret: 15 })
})

const workers = [
  { id: '1', name: 'Anna' },
  { id: '2', name: 'Anna Berg' },
  { id: '3', name: 'Bo' },
]

test('who is named is found, and marked in the text', () => {
  expect(mentionsIn('@Bo ring', workers).map(({ id }) => id)).toEqual(['3'])
  expect(piecesOf('Hej @Anna Berg, och @Anna!', ['Anna', 'Anna Berg'])).toEqual([
    { text: 'Hej ', isMention: false },
    { text: '@Anna Berg', isMention: true },
    { text: ', och ', isMention: false },
    { text: '@Anna', isMention: true },
    { text: '!', isMention: false },
  ])
})

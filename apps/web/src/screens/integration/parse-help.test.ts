import { describe, expect, it } from 'vitest'
import { parseHelp } from './parse-help.ts'

describe('parseHelp', () => {
  it('reads steps with code and links, and a policy to paste', () => {
    const text = [
      'Create an **admin** key:',
      '',
      '1. Open [the console](https://platform.example/keys).',
      '2. Copy the `sk-admin-` value.',
      '',
      '```json',
      '{ "Effect": "Allow" }',
      '```',
    ].join('\n')
    expect(parseHelp(text)).toEqual([
      {
        kind: 'paragraph',
        parts: [
          { kind: 'text', text: 'Create an ' },
          { kind: 'bold', text: 'admin' },
          { kind: 'text', text: ' key:' },
        ],
      },
      {
        kind: 'list',
        ordered: true,
        start: 1,
        items: [
          [
            { kind: 'text', text: 'Open ' },
            { kind: 'link', text: 'the console', href: 'https://platform.example/keys' },
            { kind: 'text', text: '.' },
          ],
          [
            { kind: 'text', text: 'Copy the ' },
            { kind: 'code', text: 'sk-admin-' },
            { kind: 'text', text: ' value.' },
          ],
        ],
      },
      { kind: 'code', text: '{ "Effect": "Allow" }' },
    ])
  })

  it('keeps a wrapped line in its item and goes on counting after a code block', () => {
    const text = ['1. Choose *Standard*, table', '   **CUR 2.0**.', '```', '{}', '```', '2. Copy both.'].join(
      '\n',
    )
    expect(parseHelp(text)).toEqual([
      {
        kind: 'list',
        ordered: true,
        start: 1,
        items: [
          [
            { kind: 'text', text: 'Choose ' },
            { kind: 'italic', text: 'Standard' },
            { kind: 'text', text: ', table ' },
            { kind: 'bold', text: 'CUR 2.0' },
            { kind: 'text', text: '.' },
          ],
        ],
      },
      { kind: 'code', text: '{}' },
      { kind: 'list', ordered: true, start: 2, items: [[{ kind: 'text', text: 'Copy both.' }]] },
    ])
  })

  it('makes no link of a script address', () => {
    expect(parseHelp('[x](javascript:alert(1))')).toEqual([
      { kind: 'paragraph', parts: [{ kind: 'text', text: '[x](javascript:alert(1))' }] },
    ])
  })
})

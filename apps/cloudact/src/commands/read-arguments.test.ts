import { describe, expect, it } from 'vitest'
import { readSettings } from '../env.ts'
import { readArguments } from './read-arguments.ts'
import { command as run } from './run.ts'

const read = (...args: string[]) =>
  readArguments(args, 'thing NAME [--out FILE]', { out: { type: 'string' } }, 1)

describe('readArguments', () => {
  it('reads words and options', () => {
    expect(read('a', '--out', 'b')).toMatchObject({ positionals: ['a'], values: { out: 'b' } })
  })

  it.each([
    ['an unknown option', ['a', '--bogus'], /^Unknown option '--bogus'\.\nUsage: cloudact thing/],
    ['an option without its value', ['a', '--out'], /^Option '--out <value>' argument missing\.\nUsage/],
    ['a word too many', ['a', 'b'], /^"b" is one word too many\.\nUsage/],
  ])('refuses %s with the usage', (_what, args, message) => {
    expect(() => read(...args)).toThrow(message)
  })
})

describe('run', () => {
  it.each([
    [['--start', '2026-01-01']],
    [['--end', '2026-01-01']],
    [['--date', '2026-01-01', '--start', '2026-01-01', '--end', '2026-01-02']],
  ])('does not guess what half a range means: %s', async (dates) => {
    await expect(run.run(['acme', 'genai/payg/openai', ...dates], readSettings({}))).rejects.toThrow(
      '--start together with --end',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { secretValues, withoutSecrets } from './secret-variables.ts'

const variables = {
  CA_ROOT_API_KEY: 'root-key',
  DATABASE_URL: 'postgres://u:p%40ss-word@db/x',
  SMTP_PASSWORD: '',
  SMTP_PASSWORD_FILE: '/run/secrets/smtp',
  HOST: '127.0.0.1',
}

describe('the variables that hold secrets', () => {
  it('are known by value, with the password of the database in both spellings', () => {
    expect(secretValues(variables)).toEqual([
      'root-key',
      'postgres://u:p%40ss-word@db/x',
      'p%40ss-word',
      'p@ss-word',
    ])
  })

  it('do not go to a process that needs none', () => {
    expect(withoutSecrets(variables)).toEqual({ HOST: '127.0.0.1' })
  })
})

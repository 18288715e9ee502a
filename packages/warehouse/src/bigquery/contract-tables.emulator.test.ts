import { describeOnEmulator } from '../testing/emulator/describe-on-emulator.ts'

describeOnEmulator('tables')

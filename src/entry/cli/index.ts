#!/usr/bin/env node
// The command line `relevo`.
import process from 'node:process';
import { commands } from './commands.ts';
import { main } from './main.ts';

await main(commands, process);

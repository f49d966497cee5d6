#!/usr/bin/env node
import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  sidesOf
} from "../chunks/config-proposal-2.js";
import {
  countRows,
  rowsRead
} from "../chunks/entry-cli-count-rows-2.js";
import {
  LiveLine,
  noStatus
} from "../chunks/entry-cli-status-line.js";
import {
  openConfig
} from "../chunks/entry-cli-config-file.js";
import "../chunks/config-glob.js";
import {
  parseDuration,
  percentageOf
} from "../chunks/config-percentage.js";
import "../chunks/config-path.js";
import "../chunks/config-parsed.js";
import "../chunks/core-model-ref.js";
import {
  describeFailure
} from "../chunks/entry-cli-failure.js";
import {
  exitCodeOf,
  exitCodes
} from "../chunks/entry-cli-exit-code.js";
import {
  EXPECTED_TIME,
  parseTime
} from "../chunks/core-time-text.js";
import "../chunks/core-digest.js";
import {
  version
} from "../chunks/version-2.js";
import {
  hasColors,
  painter,
  printable
} from "../chunks/entry-cli-style-2.js";
import {
  RelevoError,
  fail
} from "../chunks/errors-tables.js";
import {
  __commonJS,
  __require,
  __toESM
} from "../chunks/runtime.js";

// node_modules/commander/lib/error.js
var require_error = __commonJS({
  "node_modules/commander/lib/error.js"(exports) {
    var CommanderError2 = class extends Error {
      /**
       * Constructs the CommanderError class
       * @param {number} exitCode suggested exit code which could be used with process.exit
       * @param {string} code an id string representing the error
       * @param {string} message human-readable description of the error
       */
      constructor(exitCode, code, message) {
        super(message);
        Error.captureStackTrace(this, this.constructor);
        this.name = this.constructor.name;
        this.code = code;
        this.exitCode = exitCode;
        this.nestedError = void 0;
      }
    };
    var InvalidArgumentError2 = class extends CommanderError2 {
      /**
       * Constructs the InvalidArgumentError class
       * @param {string} [message] explanation of why argument is invalid
       */
      constructor(message) {
        super(1, "commander.invalidArgument", message);
        Error.captureStackTrace(this, this.constructor);
        this.name = this.constructor.name;
      }
    };
    exports.CommanderError = CommanderError2;
    exports.InvalidArgumentError = InvalidArgumentError2;
  }
});

// node_modules/commander/lib/argument.js
var require_argument = __commonJS({
  "node_modules/commander/lib/argument.js"(exports) {
    var { InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var Argument2 = class {
      /**
       * Initialize a new command argument with the given name and description.
       * The default is that the argument is required, and you can explicitly
       * indicate this with <> around the name. Put [] around the name for an optional argument.
       *
       * @param {string} name
       * @param {string} [description]
       */
      constructor(name, description) {
        this.description = description || "";
        this.variadic = false;
        this.parseArg = void 0;
        this.defaultValue = void 0;
        this.defaultValueDescription = void 0;
        this.argChoices = void 0;
        switch (name[0]) {
          case "<":
            this.required = true;
            this._name = name.slice(1, -1);
            break;
          case "[":
            this.required = false;
            this._name = name.slice(1, -1);
            break;
          default:
            this.required = true;
            this._name = name;
            break;
        }
        if (this._name.endsWith("...")) {
          this.variadic = true;
          this._name = this._name.slice(0, -3);
        }
      }
      /**
       * Return argument name.
       *
       * @return {string}
       */
      name() {
        return this._name;
      }
      /**
       * @package
       */
      _collectValue(value, previous) {
        if (previous === this.defaultValue || !Array.isArray(previous)) {
          return [value];
        }
        previous.push(value);
        return previous;
      }
      /**
       * Set the default value, and optionally supply the description to be displayed in the help.
       *
       * @param {*} value
       * @param {string} [description]
       * @return {Argument}
       */
      default(value, description) {
        this.defaultValue = value;
        this.defaultValueDescription = description;
        return this;
      }
      /**
       * Set the custom handler for processing CLI command arguments into argument values.
       *
       * @param {Function} [fn]
       * @return {Argument}
       */
      argParser(fn) {
        this.parseArg = fn;
        return this;
      }
      /**
       * Only allow argument value to be one of choices.
       *
       * @param {string[]} values
       * @return {Argument}
       */
      choices(values) {
        this.argChoices = values.slice();
        this.parseArg = (arg, previous) => {
          if (!this.argChoices.includes(arg)) {
            throw new InvalidArgumentError2(
              `Allowed choices are ${this.argChoices.join(", ")}.`
            );
          }
          if (this.variadic) {
            return this._collectValue(arg, previous);
          }
          return arg;
        };
        return this;
      }
      /**
       * Make argument required.
       *
       * @returns {Argument}
       */
      argRequired() {
        this.required = true;
        return this;
      }
      /**
       * Make argument optional.
       *
       * @returns {Argument}
       */
      argOptional() {
        this.required = false;
        return this;
      }
    };
    function humanReadableArgName(arg) {
      const nameOutput = arg.name() + (arg.variadic === true ? "..." : "");
      return arg.required ? "<" + nameOutput + ">" : "[" + nameOutput + "]";
    }
    exports.Argument = Argument2;
    exports.humanReadableArgName = humanReadableArgName;
  }
});

// node_modules/commander/lib/help.js
var require_help = __commonJS({
  "node_modules/commander/lib/help.js"(exports) {
    var { humanReadableArgName } = require_argument();
    var Help2 = class {
      constructor() {
        this.helpWidth = void 0;
        this.minWidthToWrap = 40;
        this.sortSubcommands = false;
        this.sortOptions = false;
        this.showGlobalOptions = false;
      }
      /**
       * prepareContext is called by Commander after applying overrides from `Command.configureHelp()`
       * and just before calling `formatHelp()`.
       *
       * Commander just uses the helpWidth and the rest is provided for optional use by more complex subclasses.
       *
       * @param {{ error?: boolean, helpWidth?: number, outputHasColors?: boolean }} contextOptions
       */
      prepareContext(contextOptions) {
        this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
      }
      /**
       * Get an array of the visible subcommands. Includes a placeholder for the implicit help command, if there is one.
       *
       * @param {Command} cmd
       * @returns {Command[]}
       */
      visibleCommands(cmd) {
        const visibleCommands = cmd.commands.filter((cmd2) => !cmd2._hidden);
        const helpCommand = cmd._getHelpCommand();
        if (helpCommand && !helpCommand._hidden) {
          visibleCommands.push(helpCommand);
        }
        if (this.sortSubcommands) {
          visibleCommands.sort((a, b) => {
            return a.name().localeCompare(b.name());
          });
        }
        return visibleCommands;
      }
      /**
       * Compare options for sort.
       *
       * @param {Option} a
       * @param {Option} b
       * @returns {number}
       */
      compareOptions(a, b) {
        const getSortKey = (option) => {
          return option.short ? option.short.replace(/^-/, "") : option.long.replace(/^--/, "");
        };
        return getSortKey(a).localeCompare(getSortKey(b));
      }
      /**
       * Get an array of the visible options. Includes a placeholder for the implicit help option, if there is one.
       *
       * @param {Command} cmd
       * @returns {Option[]}
       */
      visibleOptions(cmd) {
        const visibleOptions = cmd.options.filter((option) => !option.hidden);
        const helpOption = cmd._getHelpOption();
        if (helpOption && !helpOption.hidden) {
          const removeShort = helpOption.short && cmd._findOption(helpOption.short);
          const removeLong = helpOption.long && cmd._findOption(helpOption.long);
          if (!removeShort && !removeLong) {
            visibleOptions.push(helpOption);
          } else if (helpOption.long && !removeLong) {
            visibleOptions.push(
              cmd.createOption(helpOption.long, helpOption.description)
            );
          } else if (helpOption.short && !removeShort) {
            visibleOptions.push(
              cmd.createOption(helpOption.short, helpOption.description)
            );
          }
        }
        if (this.sortOptions) {
          visibleOptions.sort(this.compareOptions);
        }
        return visibleOptions;
      }
      /**
       * Get an array of the visible global options. (Not including help.)
       *
       * @param {Command} cmd
       * @returns {Option[]}
       */
      visibleGlobalOptions(cmd) {
        if (!this.showGlobalOptions) return [];
        const globalOptions = [];
        for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
          const visibleOptions = ancestorCmd.options.filter(
            (option) => !option.hidden
          );
          globalOptions.push(...visibleOptions);
        }
        if (this.sortOptions) {
          globalOptions.sort(this.compareOptions);
        }
        return globalOptions;
      }
      /**
       * Get an array of the arguments if any have a description.
       *
       * @param {Command} cmd
       * @returns {Argument[]}
       */
      visibleArguments(cmd) {
        if (cmd._argsDescription) {
          cmd.registeredArguments.forEach((argument) => {
            argument.description = argument.description || cmd._argsDescription[argument.name()] || "";
          });
        }
        if (cmd.registeredArguments.find((argument) => argument.description)) {
          return cmd.registeredArguments;
        }
        return [];
      }
      /**
       * Get the command term to show in the list of subcommands.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      subcommandTerm(cmd) {
        const args = cmd.registeredArguments.map((arg) => humanReadableArgName(arg)).join(" ");
        return cmd._name + (cmd._aliases[0] ? "|" + cmd._aliases[0] : "") + (cmd.options.length ? " [options]" : "") + // simplistic check for non-help option
        (args ? " " + args : "");
      }
      /**
       * Get the option term to show in the list of options.
       *
       * @param {Option} option
       * @returns {string}
       */
      optionTerm(option) {
        return option.flags;
      }
      /**
       * Get the argument term to show in the list of arguments.
       *
       * @param {Argument} argument
       * @returns {string}
       */
      argumentTerm(argument) {
        return argument.name();
      }
      /**
       * Get the longest command term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestSubcommandTermLength(cmd, helper) {
        return helper.visibleCommands(cmd).reduce((max, command) => {
          return Math.max(
            max,
            this.displayWidth(
              helper.styleSubcommandTerm(helper.subcommandTerm(command))
            )
          );
        }, 0);
      }
      /**
       * Get the longest option term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestOptionTermLength(cmd, helper) {
        return helper.visibleOptions(cmd).reduce((max, option) => {
          return Math.max(
            max,
            this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
          );
        }, 0);
      }
      /**
       * Get the longest global option term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestGlobalOptionTermLength(cmd, helper) {
        return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
          return Math.max(
            max,
            this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
          );
        }, 0);
      }
      /**
       * Get the longest argument term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestArgumentTermLength(cmd, helper) {
        return helper.visibleArguments(cmd).reduce((max, argument) => {
          return Math.max(
            max,
            this.displayWidth(
              helper.styleArgumentTerm(helper.argumentTerm(argument))
            )
          );
        }, 0);
      }
      /**
       * Get the command usage to be displayed at the top of the built-in help.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      commandUsage(cmd) {
        let cmdName = cmd._name;
        if (cmd._aliases[0]) {
          cmdName = cmdName + "|" + cmd._aliases[0];
        }
        let ancestorCmdNames = "";
        for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
          ancestorCmdNames = ancestorCmd.name() + " " + ancestorCmdNames;
        }
        return ancestorCmdNames + cmdName + " " + cmd.usage();
      }
      /**
       * Get the description for the command.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      commandDescription(cmd) {
        return cmd.description();
      }
      /**
       * Get the subcommand summary to show in the list of subcommands.
       * (Fallback to description for backwards compatibility.)
       *
       * @param {Command} cmd
       * @returns {string}
       */
      subcommandDescription(cmd) {
        return cmd.summary() || cmd.description();
      }
      /**
       * Get the option description to show in the list of options.
       *
       * @param {Option} option
       * @return {string}
       */
      optionDescription(option) {
        const extraInfo = [];
        if (option.argChoices) {
          extraInfo.push(
            // use stringify to match the display of the default value
            `choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`
          );
        }
        if (option.defaultValue !== void 0) {
          const showDefault = option.required || option.optional || option.isBoolean() && typeof option.defaultValue === "boolean";
          if (showDefault) {
            extraInfo.push(
              `default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`
            );
          }
        }
        if (option.presetArg !== void 0 && option.optional) {
          extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
        }
        if (option.envVar !== void 0) {
          extraInfo.push(`env: ${option.envVar}`);
        }
        if (extraInfo.length > 0) {
          const extraDescription = `(${extraInfo.join(", ")})`;
          if (option.description) {
            return `${option.description} ${extraDescription}`;
          }
          return extraDescription;
        }
        return option.description;
      }
      /**
       * Get the argument description to show in the list of arguments.
       *
       * @param {Argument} argument
       * @return {string}
       */
      argumentDescription(argument) {
        const extraInfo = [];
        if (argument.argChoices) {
          extraInfo.push(
            // use stringify to match the display of the default value
            `choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`
          );
        }
        if (argument.defaultValue !== void 0) {
          extraInfo.push(
            `default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`
          );
        }
        if (extraInfo.length > 0) {
          const extraDescription = `(${extraInfo.join(", ")})`;
          if (argument.description) {
            return `${argument.description} ${extraDescription}`;
          }
          return extraDescription;
        }
        return argument.description;
      }
      /**
       * Format a list of items, given a heading and an array of formatted items.
       *
       * @param {string} heading
       * @param {string[]} items
       * @param {Help} helper
       * @returns string[]
       */
      formatItemList(heading, items, helper) {
        if (items.length === 0) return [];
        return [helper.styleTitle(heading), ...items, ""];
      }
      /**
       * Group items by their help group heading.
       *
       * @param {Command[] | Option[]} unsortedItems
       * @param {Command[] | Option[]} visibleItems
       * @param {Function} getGroup
       * @returns {Map<string, Command[] | Option[]>}
       */
      groupItems(unsortedItems, visibleItems, getGroup) {
        const result = /* @__PURE__ */ new Map();
        unsortedItems.forEach((item) => {
          const group = getGroup(item);
          if (!result.has(group)) result.set(group, []);
        });
        visibleItems.forEach((item) => {
          const group = getGroup(item);
          if (!result.has(group)) {
            result.set(group, []);
          }
          result.get(group).push(item);
        });
        return result;
      }
      /**
       * Generate the built-in help text.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {string}
       */
      formatHelp(cmd, helper) {
        const termWidth = helper.padWidth(cmd, helper);
        const helpWidth = helper.helpWidth ?? 80;
        function callFormatItem(term, description) {
          return helper.formatItem(term, termWidth, description, helper);
        }
        let output = [
          `${helper.styleTitle("Usage:")} ${helper.styleUsage(helper.commandUsage(cmd))}`,
          ""
        ];
        const commandDescription = helper.commandDescription(cmd);
        if (commandDescription.length > 0) {
          output = output.concat([
            helper.boxWrap(
              helper.styleCommandDescription(commandDescription),
              helpWidth
            ),
            ""
          ]);
        }
        const argumentList = helper.visibleArguments(cmd).map((argument) => {
          return callFormatItem(
            helper.styleArgumentTerm(helper.argumentTerm(argument)),
            helper.styleArgumentDescription(helper.argumentDescription(argument))
          );
        });
        output = output.concat(
          this.formatItemList("Arguments:", argumentList, helper)
        );
        const optionGroups = this.groupItems(
          cmd.options,
          helper.visibleOptions(cmd),
          (option) => option.helpGroupHeading ?? "Options:"
        );
        optionGroups.forEach((options, group) => {
          const optionList = options.map((option) => {
            return callFormatItem(
              helper.styleOptionTerm(helper.optionTerm(option)),
              helper.styleOptionDescription(helper.optionDescription(option))
            );
          });
          output = output.concat(this.formatItemList(group, optionList, helper));
        });
        if (helper.showGlobalOptions) {
          const globalOptionList = helper.visibleGlobalOptions(cmd).map((option) => {
            return callFormatItem(
              helper.styleOptionTerm(helper.optionTerm(option)),
              helper.styleOptionDescription(helper.optionDescription(option))
            );
          });
          output = output.concat(
            this.formatItemList("Global Options:", globalOptionList, helper)
          );
        }
        const commandGroups2 = this.groupItems(
          cmd.commands,
          helper.visibleCommands(cmd),
          (sub) => sub.helpGroup() || "Commands:"
        );
        commandGroups2.forEach((commands2, group) => {
          const commandList = commands2.map((sub) => {
            return callFormatItem(
              helper.styleSubcommandTerm(helper.subcommandTerm(sub)),
              helper.styleSubcommandDescription(helper.subcommandDescription(sub))
            );
          });
          output = output.concat(this.formatItemList(group, commandList, helper));
        });
        return output.join("\n");
      }
      /**
       * Return display width of string, ignoring ANSI escape sequences. Used in padding and wrapping calculations.
       *
       * @param {string} str
       * @returns {number}
       */
      displayWidth(str) {
        return stripColor(str).length;
      }
      /**
       * Style the title for displaying in the help. Called with 'Usage:', 'Options:', etc.
       *
       * @param {string} str
       * @returns {string}
       */
      styleTitle(str) {
        return str;
      }
      styleUsage(str) {
        return str.split(" ").map((word) => {
          if (word === "[options]") return this.styleOptionText(word);
          if (word === "[command]") return this.styleSubcommandText(word);
          if (word[0] === "[" || word[0] === "<")
            return this.styleArgumentText(word);
          return this.styleCommandText(word);
        }).join(" ");
      }
      styleCommandDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleOptionDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleSubcommandDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleArgumentDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleDescriptionText(str) {
        return str;
      }
      styleOptionTerm(str) {
        return this.styleOptionText(str);
      }
      styleSubcommandTerm(str) {
        return str.split(" ").map((word) => {
          if (word === "[options]") return this.styleOptionText(word);
          if (word[0] === "[" || word[0] === "<")
            return this.styleArgumentText(word);
          return this.styleSubcommandText(word);
        }).join(" ");
      }
      styleArgumentTerm(str) {
        return this.styleArgumentText(str);
      }
      styleOptionText(str) {
        return str;
      }
      styleArgumentText(str) {
        return str;
      }
      styleSubcommandText(str) {
        return str;
      }
      styleCommandText(str) {
        return str;
      }
      /**
       * Calculate the pad width from the maximum term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      padWidth(cmd, helper) {
        return Math.max(
          helper.longestOptionTermLength(cmd, helper),
          helper.longestGlobalOptionTermLength(cmd, helper),
          helper.longestSubcommandTermLength(cmd, helper),
          helper.longestArgumentTermLength(cmd, helper)
        );
      }
      /**
       * Detect manually wrapped and indented strings by checking for line break followed by whitespace.
       *
       * @param {string} str
       * @returns {boolean}
       */
      preformatted(str) {
        return /\n[^\S\r\n]/.test(str);
      }
      /**
       * Format the "item", which consists of a term and description. Pad the term and wrap the description, indenting the following lines.
       *
       * So "TTT", 5, "DDD DDDD DD DDD" might be formatted for this.helpWidth=17 like so:
       *   TTT  DDD DDDD
       *        DD DDD
       *
       * @param {string} term
       * @param {number} termWidth
       * @param {string} description
       * @param {Help} helper
       * @returns {string}
       */
      formatItem(term, termWidth, description, helper) {
        const itemIndent = 2;
        const itemIndentStr = " ".repeat(itemIndent);
        if (!description) return itemIndentStr + term;
        const paddedTerm = term.padEnd(
          termWidth + term.length - helper.displayWidth(term)
        );
        const spacerWidth = 2;
        const helpWidth = this.helpWidth ?? 80;
        const remainingWidth = helpWidth - termWidth - spacerWidth - itemIndent;
        let formattedDescription;
        if (remainingWidth < this.minWidthToWrap || helper.preformatted(description)) {
          formattedDescription = description;
        } else {
          const wrappedDescription = helper.boxWrap(description, remainingWidth);
          formattedDescription = wrappedDescription.replace(
            /\n/g,
            "\n" + " ".repeat(termWidth + spacerWidth)
          );
        }
        return itemIndentStr + paddedTerm + " ".repeat(spacerWidth) + formattedDescription.replace(/\n/g, `
${itemIndentStr}`);
      }
      /**
       * Wrap a string at whitespace, preserving existing line breaks.
       * Wrapping is skipped if the width is less than `minWidthToWrap`.
       *
       * @param {string} str
       * @param {number} width
       * @returns {string}
       */
      boxWrap(str, width) {
        if (width < this.minWidthToWrap) return str;
        const rawLines = str.split(/\r\n|\n/);
        const chunkPattern = /[\s]*[^\s]+/g;
        const wrappedLines = [];
        rawLines.forEach((line) => {
          const chunks = line.match(chunkPattern);
          if (chunks === null) {
            wrappedLines.push("");
            return;
          }
          let sumChunks = [chunks.shift()];
          let sumWidth = this.displayWidth(sumChunks[0]);
          chunks.forEach((chunk) => {
            const visibleWidth = this.displayWidth(chunk);
            if (sumWidth + visibleWidth <= width) {
              sumChunks.push(chunk);
              sumWidth += visibleWidth;
              return;
            }
            wrappedLines.push(sumChunks.join(""));
            const nextChunk = chunk.trimStart();
            sumChunks = [nextChunk];
            sumWidth = this.displayWidth(nextChunk);
          });
          wrappedLines.push(sumChunks.join(""));
        });
        return wrappedLines.join("\n");
      }
    };
    function stripColor(str) {
      const sgrPattern = /\x1b\[\d*(;\d*)*m/g;
      return str.replace(sgrPattern, "");
    }
    exports.Help = Help2;
    exports.stripColor = stripColor;
  }
});

// node_modules/commander/lib/option.js
var require_option = __commonJS({
  "node_modules/commander/lib/option.js"(exports) {
    var { InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var Option2 = class {
      /**
       * Initialize a new `Option` with the given `flags` and `description`.
       *
       * @param {string} flags
       * @param {string} [description]
       */
      constructor(flags, description) {
        this.flags = flags;
        this.description = description || "";
        this.required = flags.includes("<");
        this.optional = flags.includes("[");
        this.variadic = /\w\.\.\.[>\]]$/.test(flags);
        this.mandatory = false;
        const optionFlags = splitOptionFlags(flags);
        this.short = optionFlags.shortFlag;
        this.long = optionFlags.longFlag;
        this.negate = false;
        if (this.long) {
          this.negate = this.long.startsWith("--no-");
        }
        this.defaultValue = void 0;
        this.defaultValueDescription = void 0;
        this.presetArg = void 0;
        this.envVar = void 0;
        this.parseArg = void 0;
        this.hidden = false;
        this.argChoices = void 0;
        this.conflictsWith = [];
        this.implied = void 0;
        this.helpGroupHeading = void 0;
      }
      /**
       * Set the default value, and optionally supply the description to be displayed in the help.
       *
       * @param {*} value
       * @param {string} [description]
       * @return {Option}
       */
      default(value, description) {
        this.defaultValue = value;
        this.defaultValueDescription = description;
        return this;
      }
      /**
       * Preset to use when option used without option-argument, especially optional but also boolean and negated.
       * The custom processing (parseArg) is called.
       *
       * @example
       * new Option('--color').default('GREYSCALE').preset('RGB');
       * new Option('--donate [amount]').preset('20').argParser(parseFloat);
       *
       * @param {*} arg
       * @return {Option}
       */
      preset(arg) {
        this.presetArg = arg;
        return this;
      }
      /**
       * Add option name(s) that conflict with this option.
       * An error will be displayed if conflicting options are found during parsing.
       *
       * @example
       * new Option('--rgb').conflicts('cmyk');
       * new Option('--js').conflicts(['ts', 'jsx']);
       *
       * @param {(string | string[])} names
       * @return {Option}
       */
      conflicts(names) {
        this.conflictsWith = this.conflictsWith.concat(names);
        return this;
      }
      /**
       * Specify implied option values for when this option is set and the implied options are not.
       *
       * The custom processing (parseArg) is not called on the implied values.
       *
       * @example
       * program
       *   .addOption(new Option('--log', 'write logging information to file'))
       *   .addOption(new Option('--trace', 'log extra details').implies({ log: 'trace.txt' }));
       *
       * @param {object} impliedOptionValues
       * @return {Option}
       */
      implies(impliedOptionValues) {
        let newImplied = impliedOptionValues;
        if (typeof impliedOptionValues === "string") {
          newImplied = { [impliedOptionValues]: true };
        }
        this.implied = Object.assign(this.implied || {}, newImplied);
        return this;
      }
      /**
       * Set environment variable to check for option value.
       *
       * An environment variable is only used if when processed the current option value is
       * undefined, or the source of the current value is 'default' or 'config' or 'env'.
       *
       * @param {string} name
       * @return {Option}
       */
      env(name) {
        this.envVar = name;
        return this;
      }
      /**
       * Set the custom handler for processing CLI option arguments into option values.
       *
       * @param {Function} [fn]
       * @return {Option}
       */
      argParser(fn) {
        this.parseArg = fn;
        return this;
      }
      /**
       * Whether the option is mandatory and must have a value after parsing.
       *
       * @param {boolean} [mandatory=true]
       * @return {Option}
       */
      makeOptionMandatory(mandatory = true) {
        this.mandatory = !!mandatory;
        return this;
      }
      /**
       * Hide option in help.
       *
       * @param {boolean} [hide=true]
       * @return {Option}
       */
      hideHelp(hide = true) {
        this.hidden = !!hide;
        return this;
      }
      /**
       * @package
       */
      _collectValue(value, previous) {
        if (previous === this.defaultValue || !Array.isArray(previous)) {
          return [value];
        }
        previous.push(value);
        return previous;
      }
      /**
       * Only allow option value to be one of choices.
       *
       * @param {string[]} values
       * @return {Option}
       */
      choices(values) {
        this.argChoices = values.slice();
        this.parseArg = (arg, previous) => {
          if (!this.argChoices.includes(arg)) {
            throw new InvalidArgumentError2(
              `Allowed choices are ${this.argChoices.join(", ")}.`
            );
          }
          if (this.variadic) {
            return this._collectValue(arg, previous);
          }
          return arg;
        };
        return this;
      }
      /**
       * Return option name.
       *
       * @return {string}
       */
      name() {
        if (this.long) {
          return this.long.replace(/^--/, "");
        }
        return this.short.replace(/^-/, "");
      }
      /**
       * Return option name, in a camelcase format that can be used
       * as an object attribute key.
       *
       * @return {string}
       */
      attributeName() {
        if (this.negate) {
          return camelcase(this.name().replace(/^no-/, ""));
        }
        return camelcase(this.name());
      }
      /**
       * Set the help group heading.
       *
       * @param {string} heading
       * @return {Option}
       */
      helpGroup(heading) {
        this.helpGroupHeading = heading;
        return this;
      }
      /**
       * Check if `arg` matches the short or long flag.
       *
       * @param {string} arg
       * @return {boolean}
       * @package
       */
      is(arg) {
        return this.short === arg || this.long === arg;
      }
      /**
       * Return whether a boolean option.
       *
       * Options are one of boolean, negated, required argument, or optional argument.
       *
       * @return {boolean}
       * @package
       */
      isBoolean() {
        return !this.required && !this.optional && !this.negate;
      }
    };
    var DualOptions = class {
      /**
       * @param {Option[]} options
       */
      constructor(options) {
        this.positiveOptions = /* @__PURE__ */ new Map();
        this.negativeOptions = /* @__PURE__ */ new Map();
        this.dualOptions = /* @__PURE__ */ new Set();
        options.forEach((option) => {
          if (option.negate) {
            this.negativeOptions.set(option.attributeName(), option);
          } else {
            this.positiveOptions.set(option.attributeName(), option);
          }
        });
        this.negativeOptions.forEach((value, key) => {
          if (this.positiveOptions.has(key)) {
            this.dualOptions.add(key);
          }
        });
      }
      /**
       * Did the value come from the option, and not from possible matching dual option?
       *
       * @param {*} value
       * @param {Option} option
       * @returns {boolean}
       */
      valueFromOption(value, option) {
        const optionKey = option.attributeName();
        if (!this.dualOptions.has(optionKey)) return true;
        const preset = this.negativeOptions.get(optionKey).presetArg;
        const negativeValue = preset !== void 0 ? preset : false;
        return option.negate === (negativeValue === value);
      }
    };
    function camelcase(str) {
      return str.split("-").reduce((str2, word) => {
        return str2 + word[0].toUpperCase() + word.slice(1);
      });
    }
    function splitOptionFlags(flags) {
      let shortFlag;
      let longFlag;
      const shortFlagExp = /^-[^-]$/;
      const longFlagExp = /^--[^-]/;
      const flagParts = flags.split(/[ |,]+/).concat("guard");
      if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
      if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
      if (!shortFlag && shortFlagExp.test(flagParts[0]))
        shortFlag = flagParts.shift();
      if (!shortFlag && longFlagExp.test(flagParts[0])) {
        shortFlag = longFlag;
        longFlag = flagParts.shift();
      }
      if (flagParts[0].startsWith("-")) {
        const unsupportedFlag = flagParts[0];
        const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags}'`;
        if (/^-[^-][^-]/.test(unsupportedFlag))
          throw new Error(
            `${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`
          );
        if (shortFlagExp.test(unsupportedFlag))
          throw new Error(`${baseError}
- too many short flags`);
        if (longFlagExp.test(unsupportedFlag))
          throw new Error(`${baseError}
- too many long flags`);
        throw new Error(`${baseError}
- unrecognised flag format`);
      }
      if (shortFlag === void 0 && longFlag === void 0)
        throw new Error(
          `option creation failed due to no flags found in '${flags}'.`
        );
      return { shortFlag, longFlag };
    }
    exports.Option = Option2;
    exports.DualOptions = DualOptions;
  }
});

// node_modules/commander/lib/suggestSimilar.js
var require_suggestSimilar = __commonJS({
  "node_modules/commander/lib/suggestSimilar.js"(exports) {
    var maxDistance = 3;
    function editDistance(a, b) {
      if (Math.abs(a.length - b.length) > maxDistance)
        return Math.max(a.length, b.length);
      const d = [];
      for (let i = 0; i <= a.length; i++) {
        d[i] = [i];
      }
      for (let j = 0; j <= b.length; j++) {
        d[0][j] = j;
      }
      for (let j = 1; j <= b.length; j++) {
        for (let i = 1; i <= a.length; i++) {
          let cost = 1;
          if (a[i - 1] === b[j - 1]) {
            cost = 0;
          } else {
            cost = 1;
          }
          d[i][j] = Math.min(
            d[i - 1][j] + 1,
            // deletion
            d[i][j - 1] + 1,
            // insertion
            d[i - 1][j - 1] + cost
            // substitution
          );
          if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
            d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
          }
        }
      }
      return d[a.length][b.length];
    }
    function suggestSimilar(word, candidates) {
      if (!candidates || candidates.length === 0) return "";
      candidates = Array.from(new Set(candidates));
      const searchingOptions = word.startsWith("--");
      if (searchingOptions) {
        word = word.slice(2);
        candidates = candidates.map((candidate) => candidate.slice(2));
      }
      let similar = [];
      let bestDistance = maxDistance;
      const minSimilarity = 0.4;
      candidates.forEach((candidate) => {
        if (candidate.length <= 1) return;
        const distance = editDistance(word, candidate);
        const length = Math.max(word.length, candidate.length);
        const similarity = (length - distance) / length;
        if (similarity > minSimilarity) {
          if (distance < bestDistance) {
            bestDistance = distance;
            similar = [candidate];
          } else if (distance === bestDistance) {
            similar.push(candidate);
          }
        }
      });
      similar.sort((a, b) => a.localeCompare(b));
      if (searchingOptions) {
        similar = similar.map((candidate) => `--${candidate}`);
      }
      if (similar.length > 1) {
        return `
(Did you mean one of ${similar.join(", ")}?)`;
      }
      if (similar.length === 1) {
        return `
(Did you mean ${similar[0]}?)`;
      }
      return "";
    }
    exports.suggestSimilar = suggestSimilar;
  }
});

// node_modules/commander/lib/command.js
var require_command = __commonJS({
  "node_modules/commander/lib/command.js"(exports) {
    var EventEmitter = __require("node:events").EventEmitter;
    var childProcess = __require("node:child_process");
    var path = __require("node:path");
    var fs = __require("node:fs");
    var process2 = __require("node:process");
    var { Argument: Argument2, humanReadableArgName } = require_argument();
    var { CommanderError: CommanderError2 } = require_error();
    var { Help: Help2, stripColor } = require_help();
    var { Option: Option2, DualOptions } = require_option();
    var { suggestSimilar } = require_suggestSimilar();
    var Command2 = class _Command extends EventEmitter {
      /**
       * Initialize a new `Command`.
       *
       * @param {string} [name]
       */
      constructor(name) {
        super();
        this.commands = [];
        this.options = [];
        this.parent = null;
        this._allowUnknownOption = false;
        this._allowExcessArguments = false;
        this.registeredArguments = [];
        this._args = this.registeredArguments;
        this.args = [];
        this.rawArgs = [];
        this.processedArgs = [];
        this._scriptPath = null;
        this._name = name || "";
        this._optionValues = {};
        this._optionValueSources = {};
        this._storeOptionsAsProperties = false;
        this._actionHandler = null;
        this._executableHandler = false;
        this._executableFile = null;
        this._executableDir = null;
        this._defaultCommandName = null;
        this._exitCallback = null;
        this._aliases = [];
        this._combineFlagAndOptionalValue = true;
        this._description = "";
        this._summary = "";
        this._argsDescription = void 0;
        this._enablePositionalOptions = false;
        this._passThroughOptions = false;
        this._lifeCycleHooks = {};
        this._showHelpAfterError = false;
        this._showSuggestionAfterError = true;
        this._savedState = null;
        this._outputConfiguration = {
          writeOut: (str) => process2.stdout.write(str),
          writeErr: (str) => process2.stderr.write(str),
          outputError: (str, write) => write(str),
          getOutHelpWidth: () => process2.stdout.isTTY ? process2.stdout.columns : void 0,
          getErrHelpWidth: () => process2.stderr.isTTY ? process2.stderr.columns : void 0,
          getOutHasColors: () => useColor() ?? (process2.stdout.isTTY && process2.stdout.hasColors?.()),
          getErrHasColors: () => useColor() ?? (process2.stderr.isTTY && process2.stderr.hasColors?.()),
          stripColor: (str) => stripColor(str)
        };
        this._hidden = false;
        this._helpOption = void 0;
        this._addImplicitHelpCommand = void 0;
        this._helpCommand = void 0;
        this._helpConfiguration = {};
        this._helpGroupHeading = void 0;
        this._defaultCommandGroup = void 0;
        this._defaultOptionGroup = void 0;
      }
      /**
       * Copy settings that are useful to have in common across root command and subcommands.
       *
       * (Used internally when adding a command using `.command()` so subcommands inherit parent settings.)
       *
       * @param {Command} sourceCommand
       * @return {Command} `this` command for chaining
       */
      copyInheritedSettings(sourceCommand) {
        this._outputConfiguration = sourceCommand._outputConfiguration;
        this._helpOption = sourceCommand._helpOption;
        this._helpCommand = sourceCommand._helpCommand;
        this._helpConfiguration = sourceCommand._helpConfiguration;
        this._exitCallback = sourceCommand._exitCallback;
        this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
        this._combineFlagAndOptionalValue = sourceCommand._combineFlagAndOptionalValue;
        this._allowExcessArguments = sourceCommand._allowExcessArguments;
        this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
        this._showHelpAfterError = sourceCommand._showHelpAfterError;
        this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;
        return this;
      }
      /**
       * @returns {Command[]}
       * @private
       */
      _getCommandAndAncestors() {
        const result = [];
        for (let command = this; command; command = command.parent) {
          result.push(command);
        }
        return result;
      }
      /**
       * Define a command.
       *
       * There are two styles of command: pay attention to where to put the description.
       *
       * @example
       * // Command implemented using action handler (description is supplied separately to `.command`)
       * program
       *   .command('clone <source> [destination]')
       *   .description('clone a repository into a newly created directory')
       *   .action((source, destination) => {
       *     console.log('clone command called');
       *   });
       *
       * // Command implemented using separate executable file (description is second parameter to `.command`)
       * program
       *   .command('start <service>', 'start named service')
       *   .command('stop [service]', 'stop named service, or all if no name supplied');
       *
       * @param {string} nameAndArgs - command name and arguments, args are `<required>` or `[optional]` and last may also be `variadic...`
       * @param {(object | string)} [actionOptsOrExecDesc] - configuration options (for action), or description (for executable)
       * @param {object} [execOpts] - configuration options (for executable)
       * @return {Command} returns new command for action handler, or `this` for executable command
       */
      command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
        let desc = actionOptsOrExecDesc;
        let opts = execOpts;
        if (typeof desc === "object" && desc !== null) {
          opts = desc;
          desc = null;
        }
        opts = opts || {};
        const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);
        const cmd = this.createCommand(name);
        if (desc) {
          cmd.description(desc);
          cmd._executableHandler = true;
        }
        if (opts.isDefault) this._defaultCommandName = cmd._name;
        cmd._hidden = !!(opts.noHelp || opts.hidden);
        cmd._executableFile = opts.executableFile || null;
        if (args) cmd.arguments(args);
        this._registerCommand(cmd);
        cmd.parent = this;
        cmd.copyInheritedSettings(this);
        if (desc) return this;
        return cmd;
      }
      /**
       * Factory routine to create a new unattached command.
       *
       * See .command() for creating an attached subcommand, which uses this routine to
       * create the command. You can override createCommand to customise subcommands.
       *
       * @param {string} [name]
       * @return {Command} new command
       */
      createCommand(name) {
        return new _Command(name);
      }
      /**
       * You can customise the help with a subclass of Help by overriding createHelp,
       * or by overriding Help properties using configureHelp().
       *
       * @return {Help}
       */
      createHelp() {
        return Object.assign(new Help2(), this.configureHelp());
      }
      /**
       * You can customise the help by overriding Help properties using configureHelp(),
       * or with a subclass of Help by overriding createHelp().
       *
       * @param {object} [configuration] - configuration options
       * @return {(Command | object)} `this` command for chaining, or stored configuration
       */
      configureHelp(configuration) {
        if (configuration === void 0) return this._helpConfiguration;
        this._helpConfiguration = configuration;
        return this;
      }
      /**
       * The default output goes to stdout and stderr. You can customise this for special
       * applications. You can also customise the display of errors by overriding outputError.
       *
       * The configuration properties are all functions:
       *
       *     // change how output being written, defaults to stdout and stderr
       *     writeOut(str)
       *     writeErr(str)
       *     // change how output being written for errors, defaults to writeErr
       *     outputError(str, write) // used for displaying errors and not used for displaying help
       *     // specify width for wrapping help
       *     getOutHelpWidth()
       *     getErrHelpWidth()
       *     // color support, currently only used with Help
       *     getOutHasColors()
       *     getErrHasColors()
       *     stripColor() // used to remove ANSI escape codes if output does not have colors
       *
       * @param {object} [configuration] - configuration options
       * @return {(Command | object)} `this` command for chaining, or stored configuration
       */
      configureOutput(configuration) {
        if (configuration === void 0) return this._outputConfiguration;
        this._outputConfiguration = {
          ...this._outputConfiguration,
          ...configuration
        };
        return this;
      }
      /**
       * Display the help or a custom message after an error occurs.
       *
       * @param {(boolean|string)} [displayHelp]
       * @return {Command} `this` command for chaining
       */
      showHelpAfterError(displayHelp = true) {
        if (typeof displayHelp !== "string") displayHelp = !!displayHelp;
        this._showHelpAfterError = displayHelp;
        return this;
      }
      /**
       * Display suggestion of similar commands for unknown commands, or options for unknown options.
       *
       * @param {boolean} [displaySuggestion]
       * @return {Command} `this` command for chaining
       */
      showSuggestionAfterError(displaySuggestion = true) {
        this._showSuggestionAfterError = !!displaySuggestion;
        return this;
      }
      /**
       * Add a prepared subcommand.
       *
       * See .command() for creating an attached subcommand which inherits settings from its parent.
       *
       * @param {Command} cmd - new subcommand
       * @param {object} [opts] - configuration options
       * @return {Command} `this` command for chaining
       */
      addCommand(cmd, opts) {
        if (!cmd._name) {
          throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
        }
        opts = opts || {};
        if (opts.isDefault) this._defaultCommandName = cmd._name;
        if (opts.noHelp || opts.hidden) cmd._hidden = true;
        this._registerCommand(cmd);
        cmd.parent = this;
        cmd._checkForBrokenPassThrough();
        return this;
      }
      /**
       * Factory routine to create a new unattached argument.
       *
       * See .argument() for creating an attached argument, which uses this routine to
       * create the argument. You can override createArgument to return a custom argument.
       *
       * @param {string} name
       * @param {string} [description]
       * @return {Argument} new argument
       */
      createArgument(name, description) {
        return new Argument2(name, description);
      }
      /**
       * Define argument syntax for command.
       *
       * The default is that the argument is required, and you can explicitly
       * indicate this with <> around the name. Put [] around the name for an optional argument.
       *
       * @example
       * program.argument('<input-file>');
       * program.argument('[output-file]');
       *
       * @param {string} name
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom argument processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      argument(name, description, parseArg, defaultValue) {
        const argument = this.createArgument(name, description);
        if (typeof parseArg === "function") {
          argument.default(defaultValue).argParser(parseArg);
        } else {
          argument.default(parseArg);
        }
        this.addArgument(argument);
        return this;
      }
      /**
       * Define argument syntax for command, adding multiple at once (without descriptions).
       *
       * See also .argument().
       *
       * @example
       * program.arguments('<cmd> [env]');
       *
       * @param {string} names
       * @return {Command} `this` command for chaining
       */
      arguments(names) {
        names.trim().split(/ +/).forEach((detail) => {
          this.argument(detail);
        });
        return this;
      }
      /**
       * Define argument syntax for command, adding a prepared argument.
       *
       * @param {Argument} argument
       * @return {Command} `this` command for chaining
       */
      addArgument(argument) {
        const previousArgument = this.registeredArguments.slice(-1)[0];
        if (previousArgument?.variadic) {
          throw new Error(
            `only the last argument can be variadic '${previousArgument.name()}'`
          );
        }
        if (argument.required && argument.defaultValue !== void 0 && argument.parseArg === void 0) {
          throw new Error(
            `a default value for a required argument is never used: '${argument.name()}'`
          );
        }
        this.registeredArguments.push(argument);
        return this;
      }
      /**
       * Customise or override default help command. By default a help command is automatically added if your command has subcommands.
       *
       * @example
       *    program.helpCommand('help [cmd]');
       *    program.helpCommand('help [cmd]', 'show help');
       *    program.helpCommand(false); // suppress default help command
       *    program.helpCommand(true); // add help command even if no subcommands
       *
       * @param {string|boolean} enableOrNameAndArgs - enable with custom name and/or arguments, or boolean to override whether added
       * @param {string} [description] - custom description
       * @return {Command} `this` command for chaining
       */
      helpCommand(enableOrNameAndArgs, description) {
        if (typeof enableOrNameAndArgs === "boolean") {
          this._addImplicitHelpCommand = enableOrNameAndArgs;
          if (enableOrNameAndArgs && this._defaultCommandGroup) {
            this._initCommandGroup(this._getHelpCommand());
          }
          return this;
        }
        const nameAndArgs = enableOrNameAndArgs ?? "help [command]";
        const [, helpName, helpArgs] = nameAndArgs.match(/([^ ]+) *(.*)/);
        const helpDescription = description ?? "display help for command";
        const helpCommand = this.createCommand(helpName);
        helpCommand.helpOption(false);
        if (helpArgs) helpCommand.arguments(helpArgs);
        if (helpDescription) helpCommand.description(helpDescription);
        this._addImplicitHelpCommand = true;
        this._helpCommand = helpCommand;
        if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);
        return this;
      }
      /**
       * Add prepared custom help command.
       *
       * @param {(Command|string|boolean)} helpCommand - custom help command, or deprecated enableOrNameAndArgs as for `.helpCommand()`
       * @param {string} [deprecatedDescription] - deprecated custom description used with custom name only
       * @return {Command} `this` command for chaining
       */
      addHelpCommand(helpCommand, deprecatedDescription) {
        if (typeof helpCommand !== "object") {
          this.helpCommand(helpCommand, deprecatedDescription);
          return this;
        }
        this._addImplicitHelpCommand = true;
        this._helpCommand = helpCommand;
        this._initCommandGroup(helpCommand);
        return this;
      }
      /**
       * Lazy create help command.
       *
       * @return {(Command|null)}
       * @package
       */
      _getHelpCommand() {
        const hasImplicitHelpCommand = this._addImplicitHelpCommand ?? (this.commands.length && !this._actionHandler && !this._findCommand("help"));
        if (hasImplicitHelpCommand) {
          if (this._helpCommand === void 0) {
            this.helpCommand(void 0, void 0);
          }
          return this._helpCommand;
        }
        return null;
      }
      /**
       * Add hook for life cycle event.
       *
       * @param {string} event
       * @param {Function} listener
       * @return {Command} `this` command for chaining
       */
      hook(event, listener) {
        const allowedValues = ["preSubcommand", "preAction", "postAction"];
        if (!allowedValues.includes(event)) {
          throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
        }
        if (this._lifeCycleHooks[event]) {
          this._lifeCycleHooks[event].push(listener);
        } else {
          this._lifeCycleHooks[event] = [listener];
        }
        return this;
      }
      /**
       * Register callback to use as replacement for calling process.exit.
       *
       * @param {Function} [fn] optional callback which will be passed a CommanderError, defaults to throwing
       * @return {Command} `this` command for chaining
       */
      exitOverride(fn) {
        if (fn) {
          this._exitCallback = fn;
        } else {
          this._exitCallback = (err) => {
            if (err.code !== "commander.executeSubCommandAsync") {
              throw err;
            } else {
            }
          };
        }
        return this;
      }
      /**
       * Call process.exit, and _exitCallback if defined.
       *
       * @param {number} exitCode exit code for using with process.exit
       * @param {string} code an id string representing the error
       * @param {string} message human-readable description of the error
       * @return never
       * @private
       */
      _exit(exitCode, code, message) {
        if (this._exitCallback) {
          this._exitCallback(new CommanderError2(exitCode, code, message));
        }
        process2.exit(exitCode);
      }
      /**
       * Register callback `fn` for the command.
       *
       * @example
       * program
       *   .command('serve')
       *   .description('start service')
       *   .action(function() {
       *      // do work here
       *   });
       *
       * @param {Function} fn
       * @return {Command} `this` command for chaining
       */
      action(fn) {
        const listener = (args) => {
          const expectedArgsCount = this.registeredArguments.length;
          const actionArgs = args.slice(0, expectedArgsCount);
          if (this._storeOptionsAsProperties) {
            actionArgs[expectedArgsCount] = this;
          } else {
            actionArgs[expectedArgsCount] = this.opts();
          }
          actionArgs.push(this);
          return fn.apply(this, actionArgs);
        };
        this._actionHandler = listener;
        return this;
      }
      /**
       * Factory routine to create a new unattached option.
       *
       * See .option() for creating an attached option, which uses this routine to
       * create the option. You can override createOption to return a custom option.
       *
       * @param {string} flags
       * @param {string} [description]
       * @return {Option} new option
       */
      createOption(flags, description) {
        return new Option2(flags, description);
      }
      /**
       * Wrap parseArgs to catch 'commander.invalidArgument'.
       *
       * @param {(Option | Argument)} target
       * @param {string} value
       * @param {*} previous
       * @param {string} invalidArgumentMessage
       * @private
       */
      _callParseArg(target, value, previous, invalidArgumentMessage) {
        try {
          return target.parseArg(value, previous);
        } catch (err) {
          if (err.code === "commander.invalidArgument") {
            const message = `${invalidArgumentMessage} ${err.message}`;
            this.error(message, { exitCode: err.exitCode, code: err.code });
          }
          throw err;
        }
      }
      /**
       * Check for option flag conflicts.
       * Register option if no conflicts found, or throw on conflict.
       *
       * @param {Option} option
       * @private
       */
      _registerOption(option) {
        const matchingOption = option.short && this._findOption(option.short) || option.long && this._findOption(option.long);
        if (matchingOption) {
          const matchingFlag = option.long && this._findOption(option.long) ? option.long : option.short;
          throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
        }
        this._initOptionGroup(option);
        this.options.push(option);
      }
      /**
       * Check for command name and alias conflicts with existing commands.
       * Register command if no conflicts found, or throw on conflict.
       *
       * @param {Command} command
       * @private
       */
      _registerCommand(command) {
        const knownBy = (cmd) => {
          return [cmd.name()].concat(cmd.aliases());
        };
        const alreadyUsed = knownBy(command).find(
          (name) => this._findCommand(name)
        );
        if (alreadyUsed) {
          const existingCmd = knownBy(this._findCommand(alreadyUsed)).join("|");
          const newCmd = knownBy(command).join("|");
          throw new Error(
            `cannot add command '${newCmd}' as already have command '${existingCmd}'`
          );
        }
        this._initCommandGroup(command);
        this.commands.push(command);
      }
      /**
       * Add an option.
       *
       * @param {Option} option
       * @return {Command} `this` command for chaining
       */
      addOption(option) {
        this._registerOption(option);
        const oname = option.name();
        const name = option.attributeName();
        if (option.negate) {
          const positiveLongFlag = option.long.replace(/^--no-/, "--");
          if (!this._findOption(positiveLongFlag)) {
            this.setOptionValueWithSource(
              name,
              option.defaultValue === void 0 ? true : option.defaultValue,
              "default"
            );
          }
        } else if (option.defaultValue !== void 0) {
          this.setOptionValueWithSource(name, option.defaultValue, "default");
        }
        const handleOptionValue = (val, invalidValueMessage, valueSource) => {
          if (val == null && option.presetArg !== void 0) {
            val = option.presetArg;
          }
          const oldValue = this.getOptionValue(name);
          if (val !== null && option.parseArg) {
            val = this._callParseArg(option, val, oldValue, invalidValueMessage);
          } else if (val !== null && option.variadic) {
            val = option._collectValue(val, oldValue);
          }
          if (val == null) {
            if (option.negate) {
              val = false;
            } else if (option.isBoolean() || option.optional) {
              val = true;
            } else {
              val = "";
            }
          }
          this.setOptionValueWithSource(name, val, valueSource);
        };
        this.on("option:" + oname, (val) => {
          const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
          handleOptionValue(val, invalidValueMessage, "cli");
        });
        if (option.envVar) {
          this.on("optionEnv:" + oname, (val) => {
            const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
            handleOptionValue(val, invalidValueMessage, "env");
          });
        }
        return this;
      }
      /**
       * Internal implementation shared by .option() and .requiredOption()
       *
       * @return {Command} `this` command for chaining
       * @private
       */
      _optionEx(config, flags, description, fn, defaultValue) {
        if (typeof flags === "object" && flags instanceof Option2) {
          throw new Error(
            "To add an Option object use addOption() instead of option() or requiredOption()"
          );
        }
        const option = this.createOption(flags, description);
        option.makeOptionMandatory(!!config.mandatory);
        if (typeof fn === "function") {
          option.default(defaultValue).argParser(fn);
        } else if (fn instanceof RegExp) {
          const regex = fn;
          fn = (val, def) => {
            const m = regex.exec(val);
            return m ? m[0] : def;
          };
          option.default(defaultValue).argParser(fn);
        } else {
          option.default(fn);
        }
        return this.addOption(option);
      }
      /**
       * Define option with `flags`, `description`, and optional argument parsing function or `defaultValue` or both.
       *
       * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space. A required
       * option-argument is indicated by `<>` and an optional option-argument by `[]`.
       *
       * See the README for more details, and see also addOption() and requiredOption().
       *
       * @example
       * program
       *     .option('-p, --pepper', 'add pepper')
       *     .option('--pt, --pizza-type <TYPE>', 'type of pizza') // required option-argument
       *     .option('-c, --cheese [CHEESE]', 'add extra cheese', 'mozzarella') // optional option-argument with default
       *     .option('-t, --tip <VALUE>', 'add tip to purchase cost', parseFloat) // custom parse function
       *
       * @param {string} flags
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom option processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      option(flags, description, parseArg, defaultValue) {
        return this._optionEx({}, flags, description, parseArg, defaultValue);
      }
      /**
       * Add a required option which must have a value after parsing. This usually means
       * the option must be specified on the command line. (Otherwise the same as .option().)
       *
       * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space.
       *
       * @param {string} flags
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom option processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      requiredOption(flags, description, parseArg, defaultValue) {
        return this._optionEx(
          { mandatory: true },
          flags,
          description,
          parseArg,
          defaultValue
        );
      }
      /**
       * Alter parsing of short flags with optional values.
       *
       * @example
       * // for `.option('-f,--flag [value]'):
       * program.combineFlagAndOptionalValue(true);  // `-f80` is treated like `--flag=80`, this is the default behaviour
       * program.combineFlagAndOptionalValue(false) // `-fb` is treated like `-f -b`
       *
       * @param {boolean} [combine] - if `true` or omitted, an optional value can be specified directly after the flag.
       * @return {Command} `this` command for chaining
       */
      combineFlagAndOptionalValue(combine = true) {
        this._combineFlagAndOptionalValue = !!combine;
        return this;
      }
      /**
       * Allow unknown options on the command line.
       *
       * @param {boolean} [allowUnknown] - if `true` or omitted, no error will be thrown for unknown options.
       * @return {Command} `this` command for chaining
       */
      allowUnknownOption(allowUnknown = true) {
        this._allowUnknownOption = !!allowUnknown;
        return this;
      }
      /**
       * Allow excess command-arguments on the command line. Pass false to make excess arguments an error.
       *
       * @param {boolean} [allowExcess] - if `true` or omitted, no error will be thrown for excess arguments.
       * @return {Command} `this` command for chaining
       */
      allowExcessArguments(allowExcess = true) {
        this._allowExcessArguments = !!allowExcess;
        return this;
      }
      /**
       * Enable positional options. Positional means global options are specified before subcommands which lets
       * subcommands reuse the same option names, and also enables subcommands to turn on passThroughOptions.
       * The default behaviour is non-positional and global options may appear anywhere on the command line.
       *
       * @param {boolean} [positional]
       * @return {Command} `this` command for chaining
       */
      enablePositionalOptions(positional = true) {
        this._enablePositionalOptions = !!positional;
        return this;
      }
      /**
       * Pass through options that come after command-arguments rather than treat them as command-options,
       * so actual command-options come before command-arguments. Turning this on for a subcommand requires
       * positional options to have been enabled on the program (parent commands).
       * The default behaviour is non-positional and options may appear before or after command-arguments.
       *
       * @param {boolean} [passThrough] for unknown options.
       * @return {Command} `this` command for chaining
       */
      passThroughOptions(passThrough = true) {
        this._passThroughOptions = !!passThrough;
        this._checkForBrokenPassThrough();
        return this;
      }
      /**
       * @private
       */
      _checkForBrokenPassThrough() {
        if (this.parent && this._passThroughOptions && !this.parent._enablePositionalOptions) {
          throw new Error(
            `passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`
          );
        }
      }
      /**
       * Whether to store option values as properties on command object,
       * or store separately (specify false). In both cases the option values can be accessed using .opts().
       *
       * @param {boolean} [storeAsProperties=true]
       * @return {Command} `this` command for chaining
       */
      storeOptionsAsProperties(storeAsProperties = true) {
        if (this.options.length) {
          throw new Error("call .storeOptionsAsProperties() before adding options");
        }
        if (Object.keys(this._optionValues).length) {
          throw new Error(
            "call .storeOptionsAsProperties() before setting option values"
          );
        }
        this._storeOptionsAsProperties = !!storeAsProperties;
        return this;
      }
      /**
       * Retrieve option value.
       *
       * @param {string} key
       * @return {object} value
       */
      getOptionValue(key) {
        if (this._storeOptionsAsProperties) {
          return this[key];
        }
        return this._optionValues[key];
      }
      /**
       * Store option value.
       *
       * @param {string} key
       * @param {object} value
       * @return {Command} `this` command for chaining
       */
      setOptionValue(key, value) {
        return this.setOptionValueWithSource(key, value, void 0);
      }
      /**
       * Store option value and where the value came from.
       *
       * @param {string} key
       * @param {object} value
       * @param {string} source - expected values are default/config/env/cli/implied
       * @return {Command} `this` command for chaining
       */
      setOptionValueWithSource(key, value, source) {
        if (this._storeOptionsAsProperties) {
          this[key] = value;
        } else {
          this._optionValues[key] = value;
        }
        this._optionValueSources[key] = source;
        return this;
      }
      /**
       * Get source of option value.
       * Expected values are default | config | env | cli | implied
       *
       * @param {string} key
       * @return {string}
       */
      getOptionValueSource(key) {
        return this._optionValueSources[key];
      }
      /**
       * Get source of option value. See also .optsWithGlobals().
       * Expected values are default | config | env | cli | implied
       *
       * @param {string} key
       * @return {string}
       */
      getOptionValueSourceWithGlobals(key) {
        let source;
        this._getCommandAndAncestors().forEach((cmd) => {
          if (cmd.getOptionValueSource(key) !== void 0) {
            source = cmd.getOptionValueSource(key);
          }
        });
        return source;
      }
      /**
       * Get user arguments from implied or explicit arguments.
       * Side-effects: set _scriptPath if args included script. Used for default program name, and subcommand searches.
       *
       * @private
       */
      _prepareUserArgs(argv, parseOptions) {
        if (argv !== void 0 && !Array.isArray(argv)) {
          throw new Error("first parameter to parse must be array or undefined");
        }
        parseOptions = parseOptions || {};
        if (argv === void 0 && parseOptions.from === void 0) {
          if (process2.versions?.electron) {
            parseOptions.from = "electron";
          }
          const execArgv = process2.execArgv ?? [];
          if (execArgv.includes("-e") || execArgv.includes("--eval") || execArgv.includes("-p") || execArgv.includes("--print")) {
            parseOptions.from = "eval";
          }
        }
        if (argv === void 0) {
          argv = process2.argv;
        }
        this.rawArgs = argv.slice();
        let userArgs;
        switch (parseOptions.from) {
          case void 0:
          case "node":
            this._scriptPath = argv[1];
            userArgs = argv.slice(2);
            break;
          case "electron":
            if (process2.defaultApp) {
              this._scriptPath = argv[1];
              userArgs = argv.slice(2);
            } else {
              userArgs = argv.slice(1);
            }
            break;
          case "user":
            userArgs = argv.slice(0);
            break;
          case "eval":
            userArgs = argv.slice(1);
            break;
          default:
            throw new Error(
              `unexpected parse option { from: '${parseOptions.from}' }`
            );
        }
        if (!this._name && this._scriptPath)
          this.nameFromFilename(this._scriptPath);
        this._name = this._name || "program";
        return userArgs;
      }
      /**
       * Parse `argv`, setting options and invoking commands when defined.
       *
       * Use parseAsync instead of parse if any of your action handlers are async.
       *
       * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
       *
       * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
       * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
       * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
       * - `'user'`: just user arguments
       *
       * @example
       * program.parse(); // parse process.argv and auto-detect electron and special node flags
       * program.parse(process.argv); // assume argv[0] is app and argv[1] is script
       * program.parse(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
       *
       * @param {string[]} [argv] - optional, defaults to process.argv
       * @param {object} [parseOptions] - optionally specify style of options with from: node/user/electron
       * @param {string} [parseOptions.from] - where the args are from: 'node', 'user', 'electron'
       * @return {Command} `this` command for chaining
       */
      parse(argv, parseOptions) {
        this._prepareForParse();
        const userArgs = this._prepareUserArgs(argv, parseOptions);
        this._parseCommand([], userArgs);
        return this;
      }
      /**
       * Parse `argv`, setting options and invoking commands when defined.
       *
       * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
       *
       * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
       * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
       * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
       * - `'user'`: just user arguments
       *
       * @example
       * await program.parseAsync(); // parse process.argv and auto-detect electron and special node flags
       * await program.parseAsync(process.argv); // assume argv[0] is app and argv[1] is script
       * await program.parseAsync(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
       *
       * @param {string[]} [argv]
       * @param {object} [parseOptions]
       * @param {string} parseOptions.from - where the args are from: 'node', 'user', 'electron'
       * @return {Promise}
       */
      async parseAsync(argv, parseOptions) {
        this._prepareForParse();
        const userArgs = this._prepareUserArgs(argv, parseOptions);
        await this._parseCommand([], userArgs);
        return this;
      }
      _prepareForParse() {
        if (this._savedState === null) {
          this.saveStateBeforeParse();
        } else {
          this.restoreStateBeforeParse();
        }
      }
      /**
       * Called the first time parse is called to save state and allow a restore before subsequent calls to parse.
       * Not usually called directly, but available for subclasses to save their custom state.
       *
       * This is called in a lazy way. Only commands used in parsing chain will have state saved.
       */
      saveStateBeforeParse() {
        this._savedState = {
          // name is stable if supplied by author, but may be unspecified for root command and deduced during parsing
          _name: this._name,
          // option values before parse have default values (including false for negated options)
          // shallow clones
          _optionValues: { ...this._optionValues },
          _optionValueSources: { ...this._optionValueSources }
        };
      }
      /**
       * Restore state before parse for calls after the first.
       * Not usually called directly, but available for subclasses to save their custom state.
       *
       * This is called in a lazy way. Only commands used in parsing chain will have state restored.
       */
      restoreStateBeforeParse() {
        if (this._storeOptionsAsProperties)
          throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);
        this._name = this._savedState._name;
        this._scriptPath = null;
        this.rawArgs = [];
        this._optionValues = { ...this._savedState._optionValues };
        this._optionValueSources = { ...this._savedState._optionValueSources };
        this.args = [];
        this.processedArgs = [];
      }
      /**
       * Throw if expected executable is missing. Add lots of help for author.
       *
       * @param {string} executableFile
       * @param {string} executableDir
       * @param {string} subcommandName
       */
      _checkForMissingExecutable(executableFile, executableDir, subcommandName) {
        if (fs.existsSync(executableFile)) return;
        const executableDirMessage = executableDir ? `searched for local subcommand relative to directory '${executableDir}'` : "no directory for search for local subcommand, use .executableDir() to supply a custom directory";
        const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDirMessage}`;
        throw new Error(executableMissing);
      }
      /**
       * Execute a sub-command executable.
       *
       * @private
       */
      _executeSubCommand(subcommand, args) {
        args = args.slice();
        let launchWithNode = false;
        const sourceExt = [".js", ".ts", ".tsx", ".mjs", ".cjs"];
        function findFile(baseDir, baseName) {
          const localBin = path.resolve(baseDir, baseName);
          if (fs.existsSync(localBin)) return localBin;
          if (sourceExt.includes(path.extname(baseName))) return void 0;
          const foundExt = sourceExt.find(
            (ext) => fs.existsSync(`${localBin}${ext}`)
          );
          if (foundExt) return `${localBin}${foundExt}`;
          return void 0;
        }
        this._checkForMissingMandatoryOptions();
        this._checkForConflictingOptions();
        let executableFile = subcommand._executableFile || `${this._name}-${subcommand._name}`;
        let executableDir = this._executableDir || "";
        if (this._scriptPath) {
          let resolvedScriptPath;
          try {
            resolvedScriptPath = fs.realpathSync(this._scriptPath);
          } catch {
            resolvedScriptPath = this._scriptPath;
          }
          executableDir = path.resolve(
            path.dirname(resolvedScriptPath),
            executableDir
          );
        }
        if (executableDir) {
          let localFile = findFile(executableDir, executableFile);
          if (!localFile && !subcommand._executableFile && this._scriptPath) {
            const legacyName = path.basename(
              this._scriptPath,
              path.extname(this._scriptPath)
            );
            if (legacyName !== this._name) {
              localFile = findFile(
                executableDir,
                `${legacyName}-${subcommand._name}`
              );
            }
          }
          executableFile = localFile || executableFile;
        }
        launchWithNode = sourceExt.includes(path.extname(executableFile));
        let proc;
        if (process2.platform !== "win32") {
          if (launchWithNode) {
            args.unshift(executableFile);
            args = incrementNodeInspectorPort(process2.execArgv).concat(args);
            proc = childProcess.spawn(process2.argv[0], args, { stdio: "inherit" });
          } else {
            proc = childProcess.spawn(executableFile, args, { stdio: "inherit" });
          }
        } else {
          this._checkForMissingExecutable(
            executableFile,
            executableDir,
            subcommand._name
          );
          args.unshift(executableFile);
          args = incrementNodeInspectorPort(process2.execArgv).concat(args);
          proc = childProcess.spawn(process2.execPath, args, { stdio: "inherit" });
        }
        if (!proc.killed) {
          const signals = ["SIGUSR1", "SIGUSR2", "SIGTERM", "SIGINT", "SIGHUP"];
          signals.forEach((signal) => {
            process2.on(signal, () => {
              if (proc.killed === false && proc.exitCode === null) {
                proc.kill(signal);
              }
            });
          });
        }
        const exitCallback = this._exitCallback;
        proc.on("close", (code) => {
          code = code ?? 1;
          if (!exitCallback) {
            process2.exit(code);
          } else {
            exitCallback(
              new CommanderError2(
                code,
                "commander.executeSubCommandAsync",
                "(close)"
              )
            );
          }
        });
        proc.on("error", (err) => {
          if (err.code === "ENOENT") {
            this._checkForMissingExecutable(
              executableFile,
              executableDir,
              subcommand._name
            );
          } else if (err.code === "EACCES") {
            throw new Error(`'${executableFile}' not executable`);
          }
          if (!exitCallback) {
            process2.exit(1);
          } else {
            const wrappedError = new CommanderError2(
              1,
              "commander.executeSubCommandAsync",
              "(error)"
            );
            wrappedError.nestedError = err;
            exitCallback(wrappedError);
          }
        });
        this.runningCommand = proc;
      }
      /**
       * @private
       */
      _dispatchSubcommand(commandName, operands, unknown) {
        const subCommand = this._findCommand(commandName);
        if (!subCommand) this.help({ error: true });
        subCommand._prepareForParse();
        let promiseChain;
        promiseChain = this._chainOrCallSubCommandHook(
          promiseChain,
          subCommand,
          "preSubcommand"
        );
        promiseChain = this._chainOrCall(promiseChain, () => {
          if (subCommand._executableHandler) {
            this._executeSubCommand(subCommand, operands.concat(unknown));
          } else {
            return subCommand._parseCommand(operands, unknown);
          }
        });
        return promiseChain;
      }
      /**
       * Invoke help directly if possible, or dispatch if necessary.
       * e.g. help foo
       *
       * @private
       */
      _dispatchHelpCommand(subcommandName) {
        if (!subcommandName) {
          this.help();
        }
        const subCommand = this._findCommand(subcommandName);
        if (subCommand && !subCommand._executableHandler) {
          subCommand.help();
        }
        return this._dispatchSubcommand(
          subcommandName,
          [],
          [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? "--help"]
        );
      }
      /**
       * Check this.args against expected this.registeredArguments.
       *
       * @private
       */
      _checkNumberOfArguments() {
        this.registeredArguments.forEach((arg, i) => {
          if (arg.required && this.args[i] == null) {
            this.missingArgument(arg.name());
          }
        });
        if (this.registeredArguments.length > 0 && this.registeredArguments[this.registeredArguments.length - 1].variadic) {
          return;
        }
        if (this.args.length > this.registeredArguments.length) {
          this._excessArguments(this.args);
        }
      }
      /**
       * Process this.args using this.registeredArguments and save as this.processedArgs!
       *
       * @private
       */
      _processArguments() {
        const myParseArg = (argument, value, previous) => {
          let parsedValue = value;
          if (value !== null && argument.parseArg) {
            const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
            parsedValue = this._callParseArg(
              argument,
              value,
              previous,
              invalidValueMessage
            );
          }
          return parsedValue;
        };
        this._checkNumberOfArguments();
        const processedArgs = [];
        this.registeredArguments.forEach((declaredArg, index) => {
          let value = declaredArg.defaultValue;
          if (declaredArg.variadic) {
            if (index < this.args.length) {
              value = this.args.slice(index);
              if (declaredArg.parseArg) {
                value = value.reduce((processed, v) => {
                  return myParseArg(declaredArg, v, processed);
                }, declaredArg.defaultValue);
              }
            } else if (value === void 0) {
              value = [];
            }
          } else if (index < this.args.length) {
            value = this.args[index];
            if (declaredArg.parseArg) {
              value = myParseArg(declaredArg, value, declaredArg.defaultValue);
            }
          }
          processedArgs[index] = value;
        });
        this.processedArgs = processedArgs;
      }
      /**
       * Once we have a promise we chain, but call synchronously until then.
       *
       * @param {(Promise|undefined)} promise
       * @param {Function} fn
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCall(promise, fn) {
        if (promise?.then && typeof promise.then === "function") {
          return promise.then(() => fn());
        }
        return fn();
      }
      /**
       *
       * @param {(Promise|undefined)} promise
       * @param {string} event
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCallHooks(promise, event) {
        let result = promise;
        const hooks = [];
        this._getCommandAndAncestors().reverse().filter((cmd) => cmd._lifeCycleHooks[event] !== void 0).forEach((hookedCommand) => {
          hookedCommand._lifeCycleHooks[event].forEach((callback) => {
            hooks.push({ hookedCommand, callback });
          });
        });
        if (event === "postAction") {
          hooks.reverse();
        }
        hooks.forEach((hookDetail) => {
          result = this._chainOrCall(result, () => {
            return hookDetail.callback(hookDetail.hookedCommand, this);
          });
        });
        return result;
      }
      /**
       *
       * @param {(Promise|undefined)} promise
       * @param {Command} subCommand
       * @param {string} event
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCallSubCommandHook(promise, subCommand, event) {
        let result = promise;
        if (this._lifeCycleHooks[event] !== void 0) {
          this._lifeCycleHooks[event].forEach((hook) => {
            result = this._chainOrCall(result, () => {
              return hook(this, subCommand);
            });
          });
        }
        return result;
      }
      /**
       * Process arguments in context of this command.
       * Returns action result, in case it is a promise.
       *
       * @private
       */
      _parseCommand(operands, unknown) {
        const parsed = this.parseOptions(unknown);
        this._parseOptionsEnv();
        this._parseOptionsImplied();
        operands = operands.concat(parsed.operands);
        unknown = parsed.unknown;
        this.args = operands.concat(unknown);
        if (operands && this._findCommand(operands[0])) {
          return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
        }
        if (this._getHelpCommand() && operands[0] === this._getHelpCommand().name()) {
          return this._dispatchHelpCommand(operands[1]);
        }
        if (this._defaultCommandName) {
          this._outputHelpIfRequested(unknown);
          return this._dispatchSubcommand(
            this._defaultCommandName,
            operands,
            unknown
          );
        }
        if (this.commands.length && this.args.length === 0 && !this._actionHandler && !this._defaultCommandName) {
          this.help({ error: true });
        }
        this._outputHelpIfRequested(parsed.unknown);
        this._checkForMissingMandatoryOptions();
        this._checkForConflictingOptions();
        const checkForUnknownOptions = () => {
          if (parsed.unknown.length > 0) {
            this.unknownOption(parsed.unknown[0]);
          }
        };
        const commandEvent = `command:${this.name()}`;
        if (this._actionHandler) {
          checkForUnknownOptions();
          this._processArguments();
          let promiseChain;
          promiseChain = this._chainOrCallHooks(promiseChain, "preAction");
          promiseChain = this._chainOrCall(
            promiseChain,
            () => this._actionHandler(this.processedArgs)
          );
          if (this.parent) {
            promiseChain = this._chainOrCall(promiseChain, () => {
              this.parent.emit(commandEvent, operands, unknown);
            });
          }
          promiseChain = this._chainOrCallHooks(promiseChain, "postAction");
          return promiseChain;
        }
        if (this.parent?.listenerCount(commandEvent)) {
          checkForUnknownOptions();
          this._processArguments();
          this.parent.emit(commandEvent, operands, unknown);
        } else if (operands.length) {
          if (this._findCommand("*")) {
            return this._dispatchSubcommand("*", operands, unknown);
          }
          if (this.listenerCount("command:*")) {
            this.emit("command:*", operands, unknown);
          } else if (this.commands.length) {
            this.unknownCommand();
          } else {
            checkForUnknownOptions();
            this._processArguments();
          }
        } else if (this.commands.length) {
          checkForUnknownOptions();
          this.help({ error: true });
        } else {
          checkForUnknownOptions();
          this._processArguments();
        }
      }
      /**
       * Find matching command.
       *
       * @private
       * @return {Command | undefined}
       */
      _findCommand(name) {
        if (!name) return void 0;
        return this.commands.find(
          (cmd) => cmd._name === name || cmd._aliases.includes(name)
        );
      }
      /**
       * Return an option matching `arg` if any.
       *
       * @param {string} arg
       * @return {Option}
       * @package
       */
      _findOption(arg) {
        return this.options.find((option) => option.is(arg));
      }
      /**
       * Display an error message if a mandatory option does not have a value.
       * Called after checking for help flags in leaf subcommand.
       *
       * @private
       */
      _checkForMissingMandatoryOptions() {
        this._getCommandAndAncestors().forEach((cmd) => {
          cmd.options.forEach((anOption) => {
            if (anOption.mandatory && cmd.getOptionValue(anOption.attributeName()) === void 0) {
              cmd.missingMandatoryOptionValue(anOption);
            }
          });
        });
      }
      /**
       * Display an error message if conflicting options are used together in this.
       *
       * @private
       */
      _checkForConflictingLocalOptions() {
        const definedNonDefaultOptions = this.options.filter((option) => {
          const optionKey = option.attributeName();
          if (this.getOptionValue(optionKey) === void 0) {
            return false;
          }
          return this.getOptionValueSource(optionKey) !== "default";
        });
        const optionsWithConflicting = definedNonDefaultOptions.filter(
          (option) => option.conflictsWith.length > 0
        );
        optionsWithConflicting.forEach((option) => {
          const conflictingAndDefined = definedNonDefaultOptions.find(
            (defined) => option.conflictsWith.includes(defined.attributeName())
          );
          if (conflictingAndDefined) {
            this._conflictingOption(option, conflictingAndDefined);
          }
        });
      }
      /**
       * Display an error message if conflicting options are used together.
       * Called after checking for help flags in leaf subcommand.
       *
       * @private
       */
      _checkForConflictingOptions() {
        this._getCommandAndAncestors().forEach((cmd) => {
          cmd._checkForConflictingLocalOptions();
        });
      }
      /**
       * Parse options from `argv` removing known options,
       * and return argv split into operands and unknown arguments.
       *
       * Side effects: modifies command by storing options. Does not reset state if called again.
       *
       * Examples:
       *
       *     argv => operands, unknown
       *     --known kkk op => [op], []
       *     op --known kkk => [op], []
       *     sub --unknown uuu op => [sub], [--unknown uuu op]
       *     sub -- --unknown uuu op => [sub --unknown uuu op], []
       *
       * @param {string[]} args
       * @return {{operands: string[], unknown: string[]}}
       */
      parseOptions(args) {
        const operands = [];
        const unknown = [];
        let dest = operands;
        function maybeOption(arg) {
          return arg.length > 1 && arg[0] === "-";
        }
        const negativeNumberArg = (arg) => {
          if (!/^-(\d+|\d*\.\d+)(e[+-]?\d+)?$/.test(arg)) return false;
          return !this._getCommandAndAncestors().some(
            (cmd) => cmd.options.map((opt) => opt.short).some((short) => /^-\d$/.test(short))
          );
        };
        let activeVariadicOption = null;
        let activeGroup = null;
        let i = 0;
        while (i < args.length || activeGroup) {
          const arg = activeGroup ?? args[i++];
          activeGroup = null;
          if (arg === "--") {
            if (dest === unknown) dest.push(arg);
            dest.push(...args.slice(i));
            break;
          }
          if (activeVariadicOption && (!maybeOption(arg) || negativeNumberArg(arg))) {
            this.emit(`option:${activeVariadicOption.name()}`, arg);
            continue;
          }
          activeVariadicOption = null;
          if (maybeOption(arg)) {
            const option = this._findOption(arg);
            if (option) {
              if (option.required) {
                const value = args[i++];
                if (value === void 0) this.optionMissingArgument(option);
                this.emit(`option:${option.name()}`, value);
              } else if (option.optional) {
                let value = null;
                if (i < args.length && (!maybeOption(args[i]) || negativeNumberArg(args[i]))) {
                  value = args[i++];
                }
                this.emit(`option:${option.name()}`, value);
              } else {
                this.emit(`option:${option.name()}`);
              }
              activeVariadicOption = option.variadic ? option : null;
              continue;
            }
          }
          if (arg.length > 2 && arg[0] === "-" && arg[1] !== "-") {
            const option = this._findOption(`-${arg[1]}`);
            if (option) {
              if (option.required || option.optional && this._combineFlagAndOptionalValue) {
                this.emit(`option:${option.name()}`, arg.slice(2));
              } else {
                this.emit(`option:${option.name()}`);
                activeGroup = `-${arg.slice(2)}`;
              }
              continue;
            }
          }
          if (/^--[^=]+=/.test(arg)) {
            const index = arg.indexOf("=");
            const option = this._findOption(arg.slice(0, index));
            if (option && (option.required || option.optional)) {
              this.emit(`option:${option.name()}`, arg.slice(index + 1));
              continue;
            }
          }
          if (dest === operands && maybeOption(arg) && !(this.commands.length === 0 && negativeNumberArg(arg))) {
            dest = unknown;
          }
          if ((this._enablePositionalOptions || this._passThroughOptions) && operands.length === 0 && unknown.length === 0) {
            if (this._findCommand(arg)) {
              operands.push(arg);
              unknown.push(...args.slice(i));
              break;
            } else if (this._getHelpCommand() && arg === this._getHelpCommand().name()) {
              operands.push(arg, ...args.slice(i));
              break;
            } else if (this._defaultCommandName) {
              unknown.push(arg, ...args.slice(i));
              break;
            }
          }
          if (this._passThroughOptions) {
            dest.push(arg, ...args.slice(i));
            break;
          }
          dest.push(arg);
        }
        return { operands, unknown };
      }
      /**
       * Return an object containing local option values as key-value pairs.
       *
       * @return {object}
       */
      opts() {
        if (this._storeOptionsAsProperties) {
          const result = {};
          const len = this.options.length;
          for (let i = 0; i < len; i++) {
            const key = this.options[i].attributeName();
            result[key] = key === this._versionOptionName ? this._version : this[key];
          }
          return result;
        }
        return this._optionValues;
      }
      /**
       * Return an object containing merged local and global option values as key-value pairs.
       *
       * @return {object}
       */
      optsWithGlobals() {
        return this._getCommandAndAncestors().reduce(
          (combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()),
          {}
        );
      }
      /**
       * Display error message and exit (or call exitOverride).
       *
       * @param {string} message
       * @param {object} [errorOptions]
       * @param {string} [errorOptions.code] - an id string representing the error
       * @param {number} [errorOptions.exitCode] - used with process.exit
       */
      error(message, errorOptions) {
        this._outputConfiguration.outputError(
          `${message}
`,
          this._outputConfiguration.writeErr
        );
        if (typeof this._showHelpAfterError === "string") {
          this._outputConfiguration.writeErr(`${this._showHelpAfterError}
`);
        } else if (this._showHelpAfterError) {
          this._outputConfiguration.writeErr("\n");
          this.outputHelp({ error: true });
        }
        const config = errorOptions || {};
        const exitCode = config.exitCode || 1;
        const code = config.code || "commander.error";
        this._exit(exitCode, code, message);
      }
      /**
       * Apply any option related environment variables, if option does
       * not have a value from cli or client code.
       *
       * @private
       */
      _parseOptionsEnv() {
        this.options.forEach((option) => {
          if (option.envVar && option.envVar in process2.env) {
            const optionKey = option.attributeName();
            if (this.getOptionValue(optionKey) === void 0 || ["default", "config", "env"].includes(
              this.getOptionValueSource(optionKey)
            )) {
              if (option.required || option.optional) {
                this.emit(`optionEnv:${option.name()}`, process2.env[option.envVar]);
              } else {
                this.emit(`optionEnv:${option.name()}`);
              }
            }
          }
        });
      }
      /**
       * Apply any implied option values, if option is undefined or default value.
       *
       * @private
       */
      _parseOptionsImplied() {
        const dualHelper = new DualOptions(this.options);
        const hasCustomOptionValue = (optionKey) => {
          return this.getOptionValue(optionKey) !== void 0 && !["default", "implied"].includes(this.getOptionValueSource(optionKey));
        };
        this.options.filter(
          (option) => option.implied !== void 0 && hasCustomOptionValue(option.attributeName()) && dualHelper.valueFromOption(
            this.getOptionValue(option.attributeName()),
            option
          )
        ).forEach((option) => {
          Object.keys(option.implied).filter((impliedKey) => !hasCustomOptionValue(impliedKey)).forEach((impliedKey) => {
            this.setOptionValueWithSource(
              impliedKey,
              option.implied[impliedKey],
              "implied"
            );
          });
        });
      }
      /**
       * Argument `name` is missing.
       *
       * @param {string} name
       * @private
       */
      missingArgument(name) {
        const message = `error: missing required argument '${name}'`;
        this.error(message, { code: "commander.missingArgument" });
      }
      /**
       * `Option` is missing an argument.
       *
       * @param {Option} option
       * @private
       */
      optionMissingArgument(option) {
        const message = `error: option '${option.flags}' argument missing`;
        this.error(message, { code: "commander.optionMissingArgument" });
      }
      /**
       * `Option` does not have a value, and is a mandatory option.
       *
       * @param {Option} option
       * @private
       */
      missingMandatoryOptionValue(option) {
        const message = `error: required option '${option.flags}' not specified`;
        this.error(message, { code: "commander.missingMandatoryOptionValue" });
      }
      /**
       * `Option` conflicts with another option.
       *
       * @param {Option} option
       * @param {Option} conflictingOption
       * @private
       */
      _conflictingOption(option, conflictingOption) {
        const findBestOptionFromValue = (option2) => {
          const optionKey = option2.attributeName();
          const optionValue = this.getOptionValue(optionKey);
          const negativeOption = this.options.find(
            (target) => target.negate && optionKey === target.attributeName()
          );
          const positiveOption = this.options.find(
            (target) => !target.negate && optionKey === target.attributeName()
          );
          if (negativeOption && (negativeOption.presetArg === void 0 && optionValue === false || negativeOption.presetArg !== void 0 && optionValue === negativeOption.presetArg)) {
            return negativeOption;
          }
          return positiveOption || option2;
        };
        const getErrorMessage = (option2) => {
          const bestOption = findBestOptionFromValue(option2);
          const optionKey = bestOption.attributeName();
          const source = this.getOptionValueSource(optionKey);
          if (source === "env") {
            return `environment variable '${bestOption.envVar}'`;
          }
          return `option '${bestOption.flags}'`;
        };
        const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
        this.error(message, { code: "commander.conflictingOption" });
      }
      /**
       * Unknown option `flag`.
       *
       * @param {string} flag
       * @private
       */
      unknownOption(flag) {
        if (this._allowUnknownOption) return;
        let suggestion = "";
        if (flag.startsWith("--") && this._showSuggestionAfterError) {
          let candidateFlags = [];
          let command = this;
          do {
            const moreFlags = command.createHelp().visibleOptions(command).filter((option) => option.long).map((option) => option.long);
            candidateFlags = candidateFlags.concat(moreFlags);
            command = command.parent;
          } while (command && !command._enablePositionalOptions);
          suggestion = suggestSimilar(flag, candidateFlags);
        }
        const message = `error: unknown option '${flag}'${suggestion}`;
        this.error(message, { code: "commander.unknownOption" });
      }
      /**
       * Excess arguments, more than expected.
       *
       * @param {string[]} receivedArgs
       * @private
       */
      _excessArguments(receivedArgs) {
        if (this._allowExcessArguments) return;
        const expected = this.registeredArguments.length;
        const s = expected === 1 ? "" : "s";
        const forSubcommand = this.parent ? ` for '${this.name()}'` : "";
        const message = `error: too many arguments${forSubcommand}. Expected ${expected} argument${s} but got ${receivedArgs.length}.`;
        this.error(message, { code: "commander.excessArguments" });
      }
      /**
       * Unknown command.
       *
       * @private
       */
      unknownCommand() {
        const unknownName = this.args[0];
        let suggestion = "";
        if (this._showSuggestionAfterError) {
          const candidateNames = [];
          this.createHelp().visibleCommands(this).forEach((command) => {
            candidateNames.push(command.name());
            if (command.alias()) candidateNames.push(command.alias());
          });
          suggestion = suggestSimilar(unknownName, candidateNames);
        }
        const message = `error: unknown command '${unknownName}'${suggestion}`;
        this.error(message, { code: "commander.unknownCommand" });
      }
      /**
       * Get or set the program version.
       *
       * This method auto-registers the "-V, --version" option which will print the version number.
       *
       * You can optionally supply the flags and description to override the defaults.
       *
       * @param {string} [str]
       * @param {string} [flags]
       * @param {string} [description]
       * @return {(this | string | undefined)} `this` command for chaining, or version string if no arguments
       */
      version(str, flags, description) {
        if (str === void 0) return this._version;
        this._version = str;
        flags = flags || "-V, --version";
        description = description || "output the version number";
        const versionOption = this.createOption(flags, description);
        this._versionOptionName = versionOption.attributeName();
        this._registerOption(versionOption);
        this.on("option:" + versionOption.name(), () => {
          this._outputConfiguration.writeOut(`${str}
`);
          this._exit(0, "commander.version", str);
        });
        return this;
      }
      /**
       * Set the description.
       *
       * @param {string} [str]
       * @param {object} [argsDescription]
       * @return {(string|Command)}
       */
      description(str, argsDescription) {
        if (str === void 0 && argsDescription === void 0)
          return this._description;
        this._description = str;
        if (argsDescription) {
          this._argsDescription = argsDescription;
        }
        return this;
      }
      /**
       * Set the summary. Used when listed as subcommand of parent.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      summary(str) {
        if (str === void 0) return this._summary;
        this._summary = str;
        return this;
      }
      /**
       * Set an alias for the command.
       *
       * You may call more than once to add multiple aliases. Only the first alias is shown in the auto-generated help.
       *
       * @param {string} [alias]
       * @return {(string|Command)}
       */
      alias(alias) {
        if (alias === void 0) return this._aliases[0];
        let command = this;
        if (this.commands.length !== 0 && this.commands[this.commands.length - 1]._executableHandler) {
          command = this.commands[this.commands.length - 1];
        }
        if (alias === command._name)
          throw new Error("Command alias can't be the same as its name");
        const matchingCommand = this.parent?._findCommand(alias);
        if (matchingCommand) {
          const existingCmd = [matchingCommand.name()].concat(matchingCommand.aliases()).join("|");
          throw new Error(
            `cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`
          );
        }
        command._aliases.push(alias);
        return this;
      }
      /**
       * Set aliases for the command.
       *
       * Only the first alias is shown in the auto-generated help.
       *
       * @param {string[]} [aliases]
       * @return {(string[]|Command)}
       */
      aliases(aliases) {
        if (aliases === void 0) return this._aliases;
        aliases.forEach((alias) => this.alias(alias));
        return this;
      }
      /**
       * Set / get the command usage `str`.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      usage(str) {
        if (str === void 0) {
          if (this._usage) return this._usage;
          const args = this.registeredArguments.map((arg) => {
            return humanReadableArgName(arg);
          });
          return [].concat(
            this.options.length || this._helpOption !== null ? "[options]" : [],
            this.commands.length ? "[command]" : [],
            this.registeredArguments.length ? args : []
          ).join(" ");
        }
        this._usage = str;
        return this;
      }
      /**
       * Get or set the name of the command.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      name(str) {
        if (str === void 0) return this._name;
        this._name = str;
        return this;
      }
      /**
       * Set/get the help group heading for this subcommand in parent command's help.
       *
       * @param {string} [heading]
       * @return {Command | string}
       */
      helpGroup(heading) {
        if (heading === void 0) return this._helpGroupHeading ?? "";
        this._helpGroupHeading = heading;
        return this;
      }
      /**
       * Set/get the default help group heading for subcommands added to this command.
       * (This does not override a group set directly on the subcommand using .helpGroup().)
       *
       * @example
       * program.commandsGroup('Development Commands:);
       * program.command('watch')...
       * program.command('lint')...
       * ...
       *
       * @param {string} [heading]
       * @returns {Command | string}
       */
      commandsGroup(heading) {
        if (heading === void 0) return this._defaultCommandGroup ?? "";
        this._defaultCommandGroup = heading;
        return this;
      }
      /**
       * Set/get the default help group heading for options added to this command.
       * (This does not override a group set directly on the option using .helpGroup().)
       *
       * @example
       * program
       *   .optionsGroup('Development Options:')
       *   .option('-d, --debug', 'output extra debugging')
       *   .option('-p, --profile', 'output profiling information')
       *
       * @param {string} [heading]
       * @returns {Command | string}
       */
      optionsGroup(heading) {
        if (heading === void 0) return this._defaultOptionGroup ?? "";
        this._defaultOptionGroup = heading;
        return this;
      }
      /**
       * @param {Option} option
       * @private
       */
      _initOptionGroup(option) {
        if (this._defaultOptionGroup && !option.helpGroupHeading)
          option.helpGroup(this._defaultOptionGroup);
      }
      /**
       * @param {Command} cmd
       * @private
       */
      _initCommandGroup(cmd) {
        if (this._defaultCommandGroup && !cmd.helpGroup())
          cmd.helpGroup(this._defaultCommandGroup);
      }
      /**
       * Set the name of the command from script filename, such as process.argv[1],
       * or require.main.filename, or __filename.
       *
       * (Used internally and public although not documented in README.)
       *
       * @example
       * program.nameFromFilename(require.main.filename);
       *
       * @param {string} filename
       * @return {Command}
       */
      nameFromFilename(filename) {
        this._name = path.basename(filename, path.extname(filename));
        return this;
      }
      /**
       * Get or set the directory for searching for executable subcommands of this command.
       *
       * @example
       * program.executableDir(__dirname);
       * // or
       * program.executableDir('subcommands');
       *
       * @param {string} [path]
       * @return {(string|null|Command)}
       */
      executableDir(path2) {
        if (path2 === void 0) return this._executableDir;
        this._executableDir = path2;
        return this;
      }
      /**
       * Return program help documentation.
       *
       * @param {{ error: boolean }} [contextOptions] - pass {error:true} to wrap for stderr instead of stdout
       * @return {string}
       */
      helpInformation(contextOptions) {
        const helper = this.createHelp();
        const context = this._getOutputContext(contextOptions);
        helper.prepareContext({
          error: context.error,
          helpWidth: context.helpWidth,
          outputHasColors: context.hasColors
        });
        const text = helper.formatHelp(this, helper);
        if (context.hasColors) return text;
        return this._outputConfiguration.stripColor(text);
      }
      /**
       * @typedef HelpContext
       * @type {object}
       * @property {boolean} error
       * @property {number} helpWidth
       * @property {boolean} hasColors
       * @property {function} write - includes stripColor if needed
       *
       * @returns {HelpContext}
       * @private
       */
      _getOutputContext(contextOptions) {
        contextOptions = contextOptions || {};
        const error = !!contextOptions.error;
        let baseWrite;
        let hasColors2;
        let helpWidth;
        if (error) {
          baseWrite = (str) => this._outputConfiguration.writeErr(str);
          hasColors2 = this._outputConfiguration.getErrHasColors();
          helpWidth = this._outputConfiguration.getErrHelpWidth();
        } else {
          baseWrite = (str) => this._outputConfiguration.writeOut(str);
          hasColors2 = this._outputConfiguration.getOutHasColors();
          helpWidth = this._outputConfiguration.getOutHelpWidth();
        }
        const write = (str) => {
          if (!hasColors2) str = this._outputConfiguration.stripColor(str);
          return baseWrite(str);
        };
        return { error, write, hasColors: hasColors2, helpWidth };
      }
      /**
       * Output help information for this command.
       *
       * Outputs built-in help, and custom text added using `.addHelpText()`.
       *
       * @param {{ error: boolean } | Function} [contextOptions] - pass {error:true} to write to stderr instead of stdout
       */
      outputHelp(contextOptions) {
        let deprecatedCallback;
        if (typeof contextOptions === "function") {
          deprecatedCallback = contextOptions;
          contextOptions = void 0;
        }
        const outputContext = this._getOutputContext(contextOptions);
        const eventContext = {
          error: outputContext.error,
          write: outputContext.write,
          command: this
        };
        this._getCommandAndAncestors().reverse().forEach((command) => command.emit("beforeAllHelp", eventContext));
        this.emit("beforeHelp", eventContext);
        let helpInformation = this.helpInformation({ error: outputContext.error });
        if (deprecatedCallback) {
          helpInformation = deprecatedCallback(helpInformation);
          if (typeof helpInformation !== "string" && !Buffer.isBuffer(helpInformation)) {
            throw new Error("outputHelp callback must return a string or a Buffer");
          }
        }
        outputContext.write(helpInformation);
        if (this._getHelpOption()?.long) {
          this.emit(this._getHelpOption().long);
        }
        this.emit("afterHelp", eventContext);
        this._getCommandAndAncestors().forEach(
          (command) => command.emit("afterAllHelp", eventContext)
        );
      }
      /**
       * You can pass in flags and a description to customise the built-in help option.
       * Pass in false to disable the built-in help option.
       *
       * @example
       * program.helpOption('-?, --help' 'show help'); // customise
       * program.helpOption(false); // disable
       *
       * @param {(string | boolean)} flags
       * @param {string} [description]
       * @return {Command} `this` command for chaining
       */
      helpOption(flags, description) {
        if (typeof flags === "boolean") {
          if (flags) {
            if (this._helpOption === null) this._helpOption = void 0;
            if (this._defaultOptionGroup) {
              this._initOptionGroup(this._getHelpOption());
            }
          } else {
            this._helpOption = null;
          }
          return this;
        }
        this._helpOption = this.createOption(
          flags ?? "-h, --help",
          description ?? "display help for command"
        );
        if (flags || description) this._initOptionGroup(this._helpOption);
        return this;
      }
      /**
       * Lazy create help option.
       * Returns null if has been disabled with .helpOption(false).
       *
       * @returns {(Option | null)} the help option
       * @package
       */
      _getHelpOption() {
        if (this._helpOption === void 0) {
          this.helpOption(void 0, void 0);
        }
        return this._helpOption;
      }
      /**
       * Supply your own option to use for the built-in help option.
       * This is an alternative to using helpOption() to customise the flags and description etc.
       *
       * @param {Option} option
       * @return {Command} `this` command for chaining
       */
      addHelpOption(option) {
        this._helpOption = option;
        this._initOptionGroup(option);
        return this;
      }
      /**
       * Output help information and exit.
       *
       * Outputs built-in help, and custom text added using `.addHelpText()`.
       *
       * @param {{ error: boolean }} [contextOptions] - pass {error:true} to write to stderr instead of stdout
       */
      help(contextOptions) {
        this.outputHelp(contextOptions);
        let exitCode = Number(process2.exitCode ?? 0);
        if (exitCode === 0 && contextOptions && typeof contextOptions !== "function" && contextOptions.error) {
          exitCode = 1;
        }
        this._exit(exitCode, "commander.help", "(outputHelp)");
      }
      /**
       * // Do a little typing to coordinate emit and listener for the help text events.
       * @typedef HelpTextEventContext
       * @type {object}
       * @property {boolean} error
       * @property {Command} command
       * @property {function} write
       */
      /**
       * Add additional text to be displayed with the built-in help.
       *
       * Position is 'before' or 'after' to affect just this command,
       * and 'beforeAll' or 'afterAll' to affect this command and all its subcommands.
       *
       * @param {string} position - before or after built-in help
       * @param {(string | Function)} text - string to add, or a function returning a string
       * @return {Command} `this` command for chaining
       */
      addHelpText(position, text) {
        const allowedValues = ["beforeAll", "before", "after", "afterAll"];
        if (!allowedValues.includes(position)) {
          throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
        }
        const helpEvent = `${position}Help`;
        this.on(helpEvent, (context) => {
          let helpStr;
          if (typeof text === "function") {
            helpStr = text({ error: context.error, command: context.command });
          } else {
            helpStr = text;
          }
          if (helpStr) {
            context.write(`${helpStr}
`);
          }
        });
        return this;
      }
      /**
       * Output help information if help flags specified
       *
       * @param {Array} args - array of options to search for help flags
       * @private
       */
      _outputHelpIfRequested(args) {
        const helpOption = this._getHelpOption();
        const helpRequested = helpOption && args.find((arg) => helpOption.is(arg));
        if (helpRequested) {
          this.outputHelp();
          this._exit(0, "commander.helpDisplayed", "(outputHelp)");
        }
      }
    };
    function incrementNodeInspectorPort(args) {
      return args.map((arg) => {
        if (!arg.startsWith("--inspect")) {
          return arg;
        }
        let debugOption;
        let debugHost = "127.0.0.1";
        let debugPort = "9229";
        let match;
        if ((match = arg.match(/^(--inspect(-brk)?)$/)) !== null) {
          debugOption = match[1];
        } else if ((match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+)$/)) !== null) {
          debugOption = match[1];
          if (/^\d+$/.test(match[3])) {
            debugPort = match[3];
          } else {
            debugHost = match[3];
          }
        } else if ((match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+):(\d+)$/)) !== null) {
          debugOption = match[1];
          debugHost = match[3];
          debugPort = match[4];
        }
        if (debugOption && debugPort !== "0") {
          return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
        }
        return arg;
      });
    }
    function useColor() {
      if (process2.env.NO_COLOR || process2.env.FORCE_COLOR === "0" || process2.env.FORCE_COLOR === "false")
        return false;
      if (process2.env.FORCE_COLOR || process2.env.CLICOLOR_FORCE !== void 0)
        return true;
      return void 0;
    }
    exports.Command = Command2;
    exports.useColor = useColor;
  }
});

// node_modules/commander/index.js
var require_commander = __commonJS({
  "node_modules/commander/index.js"(exports) {
    var { Argument: Argument2 } = require_argument();
    var { Command: Command2 } = require_command();
    var { CommanderError: CommanderError2, InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var { Help: Help2 } = require_help();
    var { Option: Option2 } = require_option();
    exports.program = new Command2();
    exports.createCommand = (name) => new Command2(name);
    exports.createOption = (flags, description) => new Option2(flags, description);
    exports.createArgument = (name, description) => new Argument2(name, description);
    exports.Command = Command2;
    exports.Option = Option2;
    exports.Argument = Argument2;
    exports.Help = Help2;
    exports.CommanderError = CommanderError2;
    exports.InvalidArgumentError = InvalidArgumentError2;
    exports.InvalidOptionArgumentError = InvalidArgumentError2;
  }
});

// src/entry/cli/index.ts
import process from "node:process";

// src/entry/cli/commands/adopt.ts
import { resolve } from "node:path";

// node_modules/commander/esm.mjs
var import_index = __toESM(require_commander(), 1);
var {
  program,
  createCommand,
  createArgument,
  createOption,
  CommanderError,
  InvalidArgumentError,
  InvalidOptionArgumentError,
  // deprecated old name
  Command,
  Argument,
  Option,
  Help
} = import_index.default;

// src/entry/cli/commands/adopt.ts
var adopt = {
  group: "Promote",
  examples: ["relevo adopt models/current", "relevo adopt models/current --model daily-sales"],
  build: (context) => new Command("adopt").summary("record a model already in production as v1").description("Packages a folder of weights with the model’s predictor and records it as v1, without a verdict.").argument("<folder>", "the folder with the weights, as training would leave it").option("--model <name>", "the model, where relevo.yml declares several").option("--because <reason>", "why it counts without a verdict", "it was in production before").option("--config <file>", "the config file", "relevo.yml").action((folder, options) => run(folder, options, context))
};
async function run(folder, options, context) {
  const [{ openLocal, modelsNamed }, flow, { logTo }, { fail: fail2 }] = await Promise.all([
    import("../chunks/entry-cli-local.js"),
    import("../chunks/flows-adopt.js"),
    import("../chunks/entry-cli-step-log.js"),
    import("../chunks/errors.js")
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const [model, ...others] = modelsNamed(local, options.model === void 0 ? [] : [options.model]);
    if (model === void 0 || others.length > 0) {
      const known = Object.keys(local.config.models);
      const why = `${options.config} declares several models: ${known.join(", ")}.`;
      throw fail2("option-missing", { option: "--model", why, example: `--model ${known[0]}` });
    }
    context.status.begin(`${model.name}: packaging what is in ${folder}`);
    const adopted = await flow.adopt(
      {
        model,
        folder: resolve(context.cwd, folder),
        by: local.by,
        at: context.now().toISOString(),
        writer: "local",
        reason: options.because
      },
      local
    );
    context.stdout.write(`${model.name} v${adopted.version} is in production: ${adopted.artifact}
`);
  } finally {
    await local.clear();
  }
}

// src/entry/cli/commands/compare.ts
import { resolve as resolve2 } from "node:path";
var list = (value, before = []) => [...before, value];
var compare = {
  group: "Judge",
  examples: [
    "relevo compare --baseline base.csv --candidate cand.csv --task regression --target sales --id date,shop",
    "relevo compare --predictions both.csv --baseline-column v1 --candidate-column v2 --task binary --target churned",
    "relevo compare --baseline a.parquet --candidate b.parquet --task multiclass --target label --id id --require better"
  ],
  build: (context) => new Command("compare").description("tell whether one model’s predictions are better than another’s, on the same rows").option(
    "--baseline <file>",
    "predictions of the model in production: CSV, JSON Lines or Parquet; - for standard input"
  ).option("--candidate <file>", "predictions of the model that may take over").option("--predictions <file>", "one file with both predictions, instead of two files").option("--baseline-column <column>", "the baseline’s column in --predictions").option("--candidate-column <column>", "the candidate’s column in --predictions").addOption(
    new Option("--task <task>", "what is predicted").choices(["regression", "binary", "multiclass", "score"]).makeOptionMandatory()
  ).option("--target <column>", "the true value, in either file").option("--prediction <column>", "the prediction, in both files", "prediction").option("--id <columns>", "columns that name a row, separated by commas").option("--slices <columns>", "columns whose values are compared one by one").option("--required-slices <columns>", "slices that must be proven not worse").option("--group <column>", "rows sharing a value are not independent").option("--time <column>", "rows are ordered in time and depend on their neighbours").option("--season <duration>", "errors repeat with this period: 7d").option("--horizon <steps>", "steps ahead that were forecast, as a number or a duration").option("--weight <column>", "how much each row counts").option("--metrics <metrics>", "the first is primary, the others are shown").addOption(
    new Option("--require <requirement>", "what must be proven").choices(["better", "not-worse"]).default("not-worse")
  ).option("--margin <margin>", "how much worse is acceptable: 2%, 0.5 points, 0.02").option("--slice-margin <margin>", "the same for slices").option("--guard <guard>", 'another metric that must not get worse: "bias within 1%"; repeatable', list).option("--limit <limit>", 'a bound that must be held: "wape <= 0.25"; repeatable', list).option("--alpha <level>", "the risk of each proof", "0.05").option("--positive <label>", "the label of a binary target that counts as 1").addOption(
    new Option("--direction <direction>", "which scores are better").choices(["higher", "lower"]).default("higher")
  ).option("--drop-unlabelled", "leave out rows without a target, and count them").option("--seed <number>", "of every resampling", "0").addOption(
    new Option("--format <format>", "how to tell it").choices(["terminal", "markdown", "json"]).default("terminal")
  ).option("--output <file>", "write it to a new file instead").action((options) => run2(options, context))
};
async function run2(options, context) {
  const [{ readRequest: readRequest2 }, { compareTables }, { createRows }, { writeNew }] = await Promise.all([
    import("../chunks/entry-cli-commands-compare-request.js"),
    import("../chunks/flows-compare.js"),
    import("../chunks/adapters-rows-rows.js"),
    import("../chunks/adapters-system.js")
  ]);
  const question = readRequest2(options);
  const rows = createRows(context.stdin);
  const baseline = await rows.open(question.files.baseline);
  const candidate = question.files.candidate === question.files.baseline ? baseline : await rows.open(question.files.candidate);
  context.status.begin("comparing");
  const comparison = await compareTables(
    { ...question.request, tables: { baseline, candidate } },
    (rows2) => context.status.tell(rowsRead(rows2))
  );
  const inputs = options.format === "json" ? {
    baseline: await baseline.digest(),
    ...candidate === baseline ? {} : { candidate: await candidate.digest() }
  } : {};
  const text = await told(comparison, options, context, inputs);
  if (options.output === void 0) context.stdout.write(text);
  else {
    await writeNew(resolve2(context.cwd, options.output), text);
    context.stderr.write(`Wrote ${options.output}.
`);
  }
  context.conclude(exitCodeOf(comparison.verdict));
}
async function told(comparison, { format, output }, context, inputs) {
  switch (format) {
    case "json": {
      const { comparisonDocument } = await import("../chunks/report-comparison-schema.js");
      return `${JSON.stringify(comparisonDocument(comparison, { relevo: version, inputs }), null, 2)}
`;
    }
    case "markdown": {
      const { comparisonMarkdown } = await import("../chunks/report-comparison-markdown.js");
      return comparisonMarkdown(comparison);
    }
    case "terminal": {
      const { comparisonTerminal } = await import("../chunks/report-comparison-terminal.js");
      const paint = painter(context, "stdout");
      const plain = output !== void 0;
      return comparisonTerminal(comparison, {
        paint: (style, text) => plain ? text : paint(style, text),
        emoji: !plain && context.isTerminal.stdout && hasColors(context, "stdout")
      });
    }
  }
}

// src/entry/cli/commands/evaluate.ts
var evaluate = {
  group: "Judge",
  examples: ["relevo evaluate", "relevo evaluate daily-sales --json", "relevo evaluate --anew"],
  build: (context) => new Command("evaluate").summary("retrain, predict beside production, and judge").description(
    "Trains the candidate that this checkout describes, unless it is known, has it predict the holdout, and judges it against production by the policy of relevo.yml. The exit code is the verdict’s."
  ).argument("[models...]", "names of models in relevo.yml; all of them when none is given").option("--config <file>", "the config file", "relevo.yml").option("--anew", "train and compare again even when nothing changed").option("--json", "print the reports as JSON").action((models, options) => run3(models, options, context))
};
async function run3(names, options, context) {
  const [
    { modelsNamed, newRunId, productionConfig },
    { evaluateModel },
    { recordRun },
    { requirePinned },
    { withLocal: withLocal2 },
    { githubNote },
    { tellRun },
    { letGo },
    { version: version2 }
  ] = await Promise.all([
    import("../chunks/entry-cli-local.js"),
    import("../chunks/flows-evaluate-evaluate.js"),
    import("../chunks/flows-record-run.js"),
    import("../chunks/flows-lock-data.js"),
    import("../chunks/entry-cli-with-local.js"),
    import("../chunks/entry-cli-github-production.js"),
    import("../chunks/entry-cli-tell-run.js"),
    import("../chunks/entry-cli-let-go.js"),
    import("../chunks/version.js")
  ]);
  await withLocal2(context, options.config, async (local) => {
    const reports = [];
    for (const model of modelsNamed(local, names)) {
      context.stderr.write(await githubNote(model, local) ?? "");
      context.status.begin(`${model.name}: reading the inputs and the data`);
      const data = await requirePinned(model, local.lock, local);
      const evaluation = await evaluateModel(
        {
          model,
          data,
          former: await productionConfig(local, model),
          run: newRunId(context.now()),
          by: local.by,
          origin: "local",
          // Typing it is asking for it.
          trigger: { event: "command", isLabelled: false },
          relevo: version2,
          anew: options.anew === true,
          signal: context.signal
        },
        local
      );
      context.signal.throwIfAborted();
      if (!evaluation.reused) await recordRun({ report: evaluation.report, writer: "local", pullRequest: null }, local);
      reports.push(evaluation.report);
      if (options.json !== true) context.stdout.write(await tellRun(evaluation, local, context));
    }
    if (options.json === true) context.stdout.write(`${JSON.stringify(reports, null, 2)}
`);
    await letGo(local);
    context.conclude(exitCodeOf(worst(reports.map(({ verdict }) => verdict))));
  });
}
function worst(verdicts) {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.includes("inconclusive") ? "inconclusive" : "pass";
}

// src/entry/cli/commands/history.ts
import { isAbsolute, resolve as resolve3 } from "node:path";
var withConfig = (command) => command.option("--config <file>", "the config file", "relevo.yml").option("--json", "print it as JSON");
async function withLocal(options, context, work) {
  const [{ openLocal }, { logTo }] = await Promise.all([import("../chunks/entry-cli-local.js"), import("../chunks/entry-cli-step-log.js")]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    await work(local);
  } finally {
    await local.clear();
  }
}
var json = (value) => `${JSON.stringify(value, null, 2)}
`;
var terminalOf = async (context) => (await import("../chunks/entry-cli-style.js")).terminalStyle(context);
var status = {
  group: "Promote",
  examples: ["relevo status", "relevo status daily-sales --json"],
  build: (context) => withConfig(new Command("status")).description("tell what is in production, since when, and what came before").argument("[models...]", "names of models; all of them when none is given").action(
    (names, options) => withLocal(options, context, async (local) => {
      const { statusTerminal } = await import("../chunks/report-history-terminal.js");
      const states = await statesOf(local, names);
      const terminal = await terminalOf(context);
      context.stdout.write(
        options.json === true ? json(states.map(({ model, state }) => ({ model, ...state, judgedOn: void 0 }))) : states.map(
          (each) => statusTerminal({ ...each, first: local.config.models[each.model]?.metrics ?? [] }, terminal)
        ).join("\n")
      );
      const { githubNote } = await import("../chunks/entry-cli-github-production.js");
      for (const model of modelsOf(local, states)) context.stderr.write(await githubNote(model, local) ?? "");
    })
  )
};
var runs = {
  group: "Judge",
  examples: ["relevo runs", "relevo runs daily-sales --sort wape", "relevo runs --json"],
  build: (context) => withConfig(new Command("runs")).description("list the runs: commit, candidate, metrics, verdict").argument("[models...]", "names of models; all of them when none is given").option("--sort <metric>", "by the candidate’s value of a metric, smallest first; by time without it").action(
    (names, options) => withLocal(options, context, async (local) => {
      const { runsTerminal } = await import("../chunks/report-history-terminal.js");
      const all = (await statesOf(local, names)).flatMap(
        ({ model, state }) => (
          // A renamed model's events have the name under which its ledger began.
          state.runs.map((run12) => ({ ...run12, judged: { ...run12.judged, model } }))
        )
      );
      const { sort } = options;
      const sorted = sort === void 0 ? all.sort(newestFirst) : await sortedBy(sort, all);
      const first = (model) => [
        ...sort === void 0 ? [] : [sort],
        ...local.config.models[model]?.metrics ?? []
      ];
      const text = runsTerminal(sorted, first, await terminalOf(context));
      context.stdout.write(options.json === true ? json(sorted.map(({ judged }) => judged)) : text);
    })
  )
};
var newestFirst = (a, b) => a.judged.at < b.judged.at ? 1 : -1;
async function sortedBy(metric, runs2) {
  const known = [...new Set(runs2.flatMap(({ judged }) => Object.keys(judged.metrics)))];
  if (known.length > 0 && !known.includes(metric)) {
    const { fail: fail2 } = await import("../chunks/errors.js");
    throw fail2("option-invalid", { option: "--sort", value: metric, expected: `one of ${known.sort().join(", ")}` });
  }
  const value = ({ judged }) => judged.metrics[metric] ?? Number.POSITIVE_INFINITY;
  return [...runs2].sort((a, b) => value(a) - value(b) || newestFirst(a, b));
}
var show = {
  group: "Judge",
  examples: ["relevo show daily-sales", "relevo show v3", "relevo show daily-sales@production --json"],
  build: (context) => withConfig(new Command("show")).description("show the report of a run or a version").argument("<target>", "a run’s id, v3, production or a digest’s first digits; MODEL@ before it where needed").action(
    (text, options) => withLocal(options, context, async (local) => {
      const report2 = await reportOf(text, local);
      const { tellRun } = await import("../chunks/entry-cli-tell-run.js");
      const told3 = await tellRun({ report: report2, run: report2.run.id, reused: false }, local, context);
      context.stdout.write(options.json === true ? json(report2) : told3);
    })
  )
};
var diff = {
  group: "Judge",
  examples: ["relevo diff v1 v2", "relevo diff production daily-sales --json"],
  build: (context) => withConfig(new Command("diff")).description("tell what changed between two runs: input files, config, data, metrics").argument("<before>", "a run or version, as for show").argument("<after>", "another").action(
    (before, after, options) => withLocal(options, context, async (local) => {
      const [{ differencesOf }, { diffTerminal }] = await Promise.all([
        import("../chunks/report-run-differences.js"),
        import("../chunks/report-diff-terminal.js")
      ]);
      const differences = differencesOf(await reportOf(before, local), await reportOf(after, local));
      const text = diffTerminal(differences, await terminalOf(context));
      context.stdout.write(options.json === true ? json(differences) : text);
    })
  )
};
var pull = {
  group: "Promote",
  examples: ["relevo pull daily-sales@production serving/model", "relevo pull v3 old"],
  build: (context) => withConfig(new Command("pull")).description("copy a model out of the registry, every byte verified").argument("<target>", "as for show").argument("<folder>", "a folder that does not exist yet").action(
    (text, folder, options) => withLocal(options, context, async (local) => {
      const [{ artifactDigestOf, findTarget }, { fail: fail2 }] = await Promise.all([
        import("../chunks/flows-find-target.js"),
        import("../chunks/errors.js")
      ]);
      const target = await findTarget(text, Object.keys(local.config.models), local.ledger);
      const digest = artifactDigestOf(target);
      if (digest === null) throw fail2("target-unknown", { text, what: "candidate of" });
      const at = target.state.pruned.get(digest);
      if (at !== void 0) throw fail2("artifact-pruned", { text, at });
      context.status.begin(`copying ${text}, and verifying it`);
      await local.blobs.fetch(digest, isAbsolute(folder) ? folder : resolve3(context.cwd, folder));
      const facts = { model: target.model, digest, folder };
      context.stdout.write(
        options.json === true ? json(facts) : `${target.model} is in ${folder}, verified: ${digest}
`
      );
    })
  )
};
var modelsOf = ({ config }, states) => states.flatMap(({ model }) => config.models[model] ?? []);
async function statesOf(local, names) {
  const [{ modelsNamed }, { foldState }] = await Promise.all([
    import("../chunks/entry-cli-local.js"),
    import("../chunks/core-model-state.js")
  ]);
  return Promise.all(
    modelsNamed(local, names).map(async ({ name }) => ({
      model: name,
      state: foldState((await local.ledger.read(name)).entries)
    }))
  );
}
async function reportOf(text, local) {
  const { findReport } = await import("../chunks/flows-find-target.js");
  return (await findReport(text, Object.keys(local.config.models), local.ledger)).report;
}

// src/entry/cli/commands/init.ts
import { join, relative, resolve as resolve4 } from "node:path";
var init = {
  group: "Start",
  examples: ["relevo init", "relevo init --dir models/sales", "relevo init --json"],
  build: (context) => new Command("init").summary("look at this repository, write relevo.yml and the workflow").description(
    "Looks at the files of a folder, guesses what is trained on what, and writes relevo.yml and .github/workflows/model.yml at the root of its repository. A file that exists already is kept as it is."
  ).option("--dir <folder>", "the folder that holds the model", ".").option("--json", "print what was written and what to do next as JSON").action((options) => initialise(context, options))
};
async function initialise(context, { dir, json: json2 }) {
  const { propose } = await import("../chunks/config-proposal.js");
  const { nextSteps } = await import("../chunks/config-next-steps.js");
  const { formatConfig, formatWorkflow } = await import("../chunks/config-proposal-text.js");
  const { findRepository } = await import("../chunks/adapters-repository.js");
  const folder = resolve4(context.cwd, dir);
  const { viewFolder } = await import("../chunks/adapters-folder-view.js");
  const { createRows } = await import("../chunks/adapters-rows-rows.js");
  const rows = createRows(context.stdin, { chunkBytes: 1 << 16, batchRows: 1e3 }, folder);
  const { view, unread } = await viewFolder(folder, context.env, rows);
  const repository = await findRepository(folder, context.env);
  const proposal = propose(view);
  const at = (path) => relative(context.cwd, join(repository.root, path)).replaceAll("\\", "/");
  const files = [
    await writeUnlessThere(at("relevo.yml"), formatConfig(proposal, repository.dir), context.cwd),
    await writeUnlessThere(at(".github/workflows/model.yml"), formatWorkflow(repository.branch), context.cwd)
  ];
  const isKept = files[0]?.status === "kept";
  const missing = isKept ? await missingModel(join(repository.root, "relevo.yml"), proposal, repository.dir) : null;
  const outcome = { files, unread, proposal, next: nextSteps(proposal, view.files), missing };
  context.stdout.write(json2 ? `${JSON.stringify(outcome, null, 2)}
` : tell(context, outcome));
}
async function missingModel(path, proposal, dir) {
  const { readText } = await import("../chunks/adapters-system.js");
  const { parseConfig } = await import("../chunks/config-parse.js");
  const { formatModel } = await import("../chunks/config-proposal-text.js");
  const parsed = parseConfig(await readText(path), path);
  if (!("config" in parsed) || Object.values(parsed.config.models).some((model) => model.dir === dir)) return null;
  return formatModel(proposal, dir);
}
async function writeUnlessThere(path, text, cwd) {
  const { writeNew } = await import("../chunks/adapters-system.js");
  try {
    await writeNew(resolve4(cwd, path), text);
    return { path, status: "written" };
  } catch (thrown) {
    if (thrown instanceof RelevoError && thrown.code === "file-exists") return { path, status: "kept" };
    throw thrown;
  }
}
function tell(context, { files, unread, proposal, next, missing }) {
  const paint = painter(context, "stdout");
  const { model, roles, train, data, holdout } = proposal;
  const status2 = { written: paint("green", "wrote "), kept: paint("yellow", "kept  ") };
  const lines = [
    ...files.map(
      (file) => `${status2[file.status]} ${file.path}${file.status === "kept" ? ", which exists already" : ""}`
    ),
    ...unread.map(({ path, reason }) => `${paint("yellow", "passed over")} ${printable(`${path}: ${reason}`)}`),
    "",
    `${paint("bold", model)}: ${roles.task}, trained by ${printable(train.command)}${data ? ` on ${printable(data)}` : ""},`,
    printable(`judged on ${holdout}${roles.target === void 0 ? "" : ` by how well it predicts ${roles.target}`}.`),
    ...missing === null ? [] : ["", paint("yellow", "relevo.yml has no such model yet. Add it under models:"), "", missing.trimEnd()],
    "",
    paint("bold", "Next"),
    ...next.flatMap(({ action, purpose }, index) => [
      `  ${index + 1}. ${paint("cyan", printable(action))}`,
      `     ${printable(purpose)}`
    ])
  ];
  return `${lines.join("\n")}
`;
}

// src/entry/cli/commands/lock.ts
import { join as join2, relative as relative2 } from "node:path";
var lock = {
  group: "Judge",
  examples: ["relevo lock", "relevo lock --json"],
  build: (context) => new Command("lock").summary("pin the declared data in relevo.lock").description(
    "Reads every data set that relevo.yml declares, writes what they are to relevo.lock, and prints what changed: rows, columns, range. Commit the file: new data is then a change that somebody reviews."
  ).option("--config <file>", "the config file", "relevo.yml").option("--json", "print the changes as JSON").action((options) => run4(options, context))
};
async function toldPorts({ checkout, rows, root }, { status: status2 }) {
  const [{ createDataSets }, { countRows: countRows2 }] = await Promise.all([
    import("../chunks/adapters-data-sets.js"),
    import("../chunks/entry-cli-count-rows.js")
  ]);
  const { describe, digest } = createDataSets({ open: async (path) => countRows2(await rows.open(path), status2) });
  const dataSets = {
    digest,
    describe: (path, time) => {
      status2.begin(`reading ${relative2(root, path)}`);
      return describe(path, time);
    }
  };
  return { checkout, dataSets };
}
async function run4(options, context) {
  const [{ openLocal }, { LOCK, lockData }, { replaceText }, { lockTerminal }, { logTo }] = await Promise.all([
    import("../chunks/entry-cli-local.js"),
    import("../chunks/flows-lock-data.js"),
    import("../chunks/adapters-system.js"),
    import("../chunks/report-lock-terminal.js"),
    import("../chunks/entry-cli-step-log.js")
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const { text, data, changes } = await lockData(local.config, local.lock, await toldPorts(local, context));
    if (text !== local.lock) await replaceText(join2(local.root, LOCK), text);
    context.stdout.write(
      options.json === true ? `${JSON.stringify({ data, changes }, null, 2)}
` : lockTerminal(data, changes)
    );
  } finally {
    await local.clear();
  }
}

// src/entry/cli/commands/monitor.ts
var monitor = {
  group: "Watch",
  examples: ["relevo monitor", "relevo monitor daily-sales", "relevo monitor --json"],
  build: (context) => new Command("monitor").summary("read what production logged, and tell whether it got worse").description(
    "Reads the rows under `monitor.data` that are new since the last look, holds them against what was promised at promotion, and remembers. Ends with 0 when production is as good as promised, 1 when it is proven to have got worse, 3 when nobody can tell."
  ).argument("[models...]", "names of models in relevo.yml; all that are watched when none is given").option("--config <file>", "the config file", "relevo.yml").option("--json", "print the documents as JSON").action((models, options) => run5(models, options, context))
};
async function run5(names, options, context) {
  const [{ openLocal, modelsNamed }, { logTo }, { fail: fail2 }] = await Promise.all([
    import("../chunks/entry-cli-local.js"),
    import("../chunks/entry-cli-step-log.js"),
    import("../chunks/errors.js")
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const models = modelsNamed(local, names).filter(({ monitor: declared }) => names.length > 0 || declared !== null);
    const [first] = Object.keys(local.config.models);
    if (models.length === 0) throw fail2("monitor-undeclared", { model: first ?? "relevo.yml" });
    const watches = [];
    for (const model of models) {
      const watch = await lookAt(model, local, context);
      watches.push(watch);
      if (options.json !== true) context.stdout.write(await told2(watch, watches.length > 1, context));
    }
    if (options.json === true) context.stdout.write(`${JSON.stringify(watches, null, 2)}
`);
    context.conclude(worst2(watches));
  } finally {
    await local.clear();
  }
}
var ATTEMPTS = 5;
async function lookAt(model, local, context) {
  const [{ watchModel }, { recordWatch }, { logFiles }, { version: version2 }, { fail: fail2 }] = await Promise.all([
    import("../chunks/flows-monitor-monitor.js"),
    import("../chunks/flows-monitor-record.js"),
    import("../chunks/adapters-log-files.js"),
    import("../chunks/version.js"),
    import("../chunks/errors.js")
  ]);
  for (let attempt2 = 0; attempt2 < ATTEMPTS; attempt2++) {
    context.status.begin(`${model.name}: reading what production predicted`);
    const watch = await watchModel({ model, relevo: version2, signal: context.signal }, { ...local, logs: logFiles });
    const { outcome } = await recordWatch({ watch, by: local.by, writer: "local" }, local);
    if (outcome !== "stale") return watch;
  }
  throw fail2("watch-busy", { model: model.name });
}
async function told2(watch, isNext, context) {
  const [{ watchTerminal }, { hasColors: hasColors2, painter: painter2 }] = await Promise.all([
    import("../chunks/report-watch-terminal.js"),
    import("../chunks/entry-cli-style.js")
  ]);
  const paint = painter2(context, "stdout");
  const emoji = context.isTerminal.stdout && hasColors2(context, "stdout");
  const text = watchTerminal(watch, { paint: (style, part) => paint(style, part), emoji });
  return isNext ? `
${text}` : text;
}
function worst2(watches) {
  const states = watches.map(({ state }) => state);
  if (states.includes("degraded")) return exitCodes.fail;
  return states.includes("unknown") ? exitCodes.inconclusive : exitCodes.pass;
}

// src/entry/cli/commands/promote.ts
var promote = {
  group: "Promote",
  examples: [
    "relevo promote daily-sales",
    "relevo promote 20260511-094200-1f2e3d",
    'relevo promote daily-sales --because "the holdout’s July labels were wrong"'
  ],
  build: (context) => new Command("promote").summary("make a judged candidate the version in production").description(
    "Promotes what a run judged, when the plan allows it: made from committed files that are still what the checkout holds, compared with what is in production now, passed, not rolled back before, not frozen."
  ).argument("<run>", "a run’s id, or a model’s name for its latest run").option("--because <reason>", "override the verdict, and only the verdict; the reason is recorded").option("--config <file>", "the config file", "relevo.yml").option("--json", "print the decision as JSON").action((run12, options) => promoteRun(run12, options, context))
};
async function promoteRun(text, options, context) {
  const [
    { openLocal, modelsNamed },
    flow,
    { findTarget },
    { identify },
    { requirePinned },
    { logTo },
    { tellDecision },
    { letGo },
    { fail: fail2 }
  ] = await Promise.all([
    import("../chunks/entry-cli-local.js"),
    import("../chunks/flows-promote.js"),
    import("../chunks/flows-find-target.js"),
    import("../chunks/flows-evaluate-identity.js"),
    import("../chunks/flows-lock-data.js"),
    import("../chunks/entry-cli-step-log.js"),
    import("../chunks/entry-cli-tell-decision.js"),
    import("../chunks/entry-cli-let-go.js"),
    import("../chunks/errors.js")
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const { model, found } = await findTarget(text, Object.keys(local.config.models), local.ledger);
    if (!("judged" in found)) throw fail2("target-unknown", { text, what: "run" });
    const [config] = modelsNamed(local, [model]);
    if (config === void 0) throw fail2("target-unknown", { text, what: "run" });
    context.status.begin(`${model}: reading the inputs and the data`);
    const identity = await identify(config, await requirePinned(config, local.lock, local), local);
    const at = { commit: identity.head.commit, training: identity.training };
    const because = options.because ?? null;
    const decision = await flow.promote(
      {
        model,
        find: (state) => state.runs.findLast(({ judged }) => judged.run === found.judged.run) ?? found,
        facts: async (judged) => ({ ...flow.localFacts(at, judged), setting: config.promote }),
        request: { by: local.by, at: context.now().toISOString(), writer: "local", command: { because } }
      },
      local
    );
    tellDecision({ model, what: "promoted" }, decision, options.json === true, context);
    await letGo(local);
  } finally {
    await local.clear();
  }
}

// src/entry/cli/commands/report.ts
import { resolve as resolve5 } from "node:path";
var report = {
  group: "Judge",
  examples: ["relevo report daily-sales", "relevo report v3 --output v3.html"],
  build: (context) => new Command("report").summary("write a run as a page to look at").description(
    "Writes one HTML file that needs nothing but itself: the answer, metrics and slices with their intervals, the rows that flipped, calibration or residuals, how it was made, and the versions before. Rows are read from this checkout’s holdout and the registry, and named only where `report.rows` in relevo.yml says `ids`."
  ).argument("<run>", "a run’s id, v3, production or a digest’s first digits; MODEL@ before it where needed").option("--output <file>", "a file that does not exist yet", "report.html").option("--config <file>", "the config file", "relevo.yml").option("--json", "print what was written as JSON").action((target, options) => run6(target, options, context))
};
async function run6(text, options, context) {
  const [{ openLocal }, { logTo }, { findReport }, { writePage }, { consequenceOf }, { readPageScript }, { writeNew }] = await Promise.all([
    import("../chunks/entry-cli-local.js"),
    import("../chunks/entry-cli-step-log.js"),
    import("../chunks/flows-find-target.js"),
    import("../chunks/flows-report-page.js"),
    import("../chunks/entry-cli-tell-run.js"),
    import("../chunks/adapters-page-script.js"),
    import("../chunks/adapters-system.js")
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const { model, state, report: report2 } = await findReport(text, Object.keys(local.config.models), local.ledger);
    context.status.begin("reading the rows behind the run");
    const page = await writePage(
      {
        report: report2,
        model: local.config.models[model] ?? null,
        state,
        consequence: consequenceOf(report2, state),
        script: await readPageScript()
      },
      local
    );
    await writeNew(resolve5(context.cwd, options.output), page);
    const facts = { model, run: report2.run.id, output: options.output, verdict: report2.verdict };
    context.stdout.write(
      options.json === true ? `${JSON.stringify(facts, null, 2)}
` : `${model}, run ${report2.run.id}, is in ${options.output}: open it in a browser.
`
    );
  } finally {
    await local.clear();
  }
}

// src/entry/cli/commands/retrain.ts
import { join as join3 } from "node:path";
var retrain = {
  group: "Judge",
  examples: ["relevo retrain daily-sales", "relevo retrain daily-sales && relevo evaluate daily-sales"],
  build: (context) => new Command("retrain").summary("fetch new data and pin them, to train on them next").description(
    "Runs `data.refresh` of each named model in this checkout, pins what it fetched in relevo.lock, and prints what changed. On GitHub `/relevo retrain` does the same and opens a pull request with it."
  ).argument("<models...>", "whose data to refresh").option("--config <file>", "the config file", "relevo.yml").option("--json", "print the changes as JSON").action((models, options) => run7(models, options, context))
};
async function run7(names, options, context) {
  const [{ modelsNamed, openLocal }, { LOCK }, { refreshData }, { createRefresher }, { replaceText }] = await Promise.all([
    import("../chunks/entry-cli-local.js"),
    import("../chunks/flows-lock-data.js"),
    import("../chunks/flows-retrain-refresh.js"),
    import("../chunks/adapters-training-command-refresher.js"),
    import("../chunks/adapters-system.js")
  ]);
  const [{ lockTerminal }, { logTo }, { readLock }] = await Promise.all([
    import("../chunks/report-lock-terminal.js"),
    import("../chunks/entry-cli-step-log.js"),
    import("../chunks/core-lock.js")
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const ports = { ...local, refresher: createRefresher(context.env) };
    const changes = [];
    let { lock: lock2 } = local;
    for (const model of modelsNamed(local, names)) {
      const refreshed = await refreshData(model, lock2, ports);
      lock2 = refreshed.lock;
      changes.push(...refreshed.changes);
      await replaceText(join3(local.root, LOCK), lock2);
    }
    const pinned = readLock(lock2 ?? "");
    const data = pinned.ok ? pinned.data : [];
    context.stdout.write(
      options.json === true ? `${JSON.stringify({ data, changes }, null, 2)}
` : lockTerminal(data, changes)
    );
  } finally {
    await local.clear();
  }
}

// src/entry/cli/commands/rollback.ts
var rollback = {
  group: "Promote",
  examples: ["relevo rollback daily-sales", 'relevo rollback daily-sales v3 --because "complaints from shops"'],
  build: (context) => new Command("rollback").summary("put an earlier version back in production").description("Returns to an earlier version, by default to the one before. What is left returns only by command.").argument("<model>", "the model’s name").argument("[version]", "the version to return to: v3").option("--because <reason>", "the reason, which is recorded").option("--config <file>", "the config file", "relevo.yml").option("--json", "print the decision as JSON").action((model, version2, options) => run8(model, version2, options, context))
};
async function run8(name, version2, options, context) {
  const [{ openLocal, modelsNamed }, { rollBack }, { logTo }, { tellDecision }, { fail: fail2 }] = await Promise.all([
    import("../chunks/entry-cli-local.js"),
    import("../chunks/flows-promote.js"),
    import("../chunks/entry-cli-step-log.js"),
    import("../chunks/entry-cli-tell-decision.js"),
    import("../chunks/errors.js")
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    modelsNamed(local, [name]);
    const to = version2 === void 0 ? null : Number(/^v?(\d+)$/.exec(version2)?.[1] ?? Number.NaN);
    if (Number.isNaN(to)) throw fail2("target-unknown", { text: version2 ?? "", what: "version" });
    const request = {
      by: local.by,
      at: context.now().toISOString(),
      writer: "local",
      to,
      because: options.because ?? null
    };
    tellDecision(
      { model: name, what: "rolled back" },
      await rollBack(name, request, local),
      options.json === true,
      context
    );
  } finally {
    await local.clear();
  }
}

// src/entry/cli/commands/serve.ts
var serve = {
  group: "Watch",
  examples: ["relevo serve --host 127.0.0.1 --port 3000", "HOST=0.0.0.0 relevo serve"],
  build: (context) => new Command("serve").summary("serve the GitHub App for all the repositories it is installed in").description(
    "Takes webhooks and does what Actions would do: tells results, promotes, carries out comments’ commands, and finishes what was left half done. Reads APP_ID, PRIVATE_KEY or PRIVATE_KEY_PATH, WEBHOOK_SECRET, HOST, PORT, GITHUB_API_URL, RELEVO_CONFIG and RELEVO_WORKFLOW."
  ).option("--host <address>", "where to listen; there is no default").option("--port <port>", "the port to listen on; 3000 by default").action((options) => run9(options, context))
};
async function run9(options, context) {
  const [{ readServeSetting }, { serve: start }, { createJsonLog }] = await Promise.all([
    import("../chunks/entry-app-serve-setting.js"),
    import("../chunks/entry-app-serve.js"),
    import("../chunks/entry-app-json-log.js")
  ]);
  const setting = await readServeSetting(options, context.env);
  const clock = { now: context.now };
  const served = await start(setting, { log: createJsonLog(context.stdout, clock), clock });
  context.beforeEnd?.(served.end);
}

// src/entry/cli/commands/split.ts
var split = {
  group: "Start",
  examples: [
    "relevo split data.csv --time date --last 20%",
    "relevo split data.csv --time date --last 30d",
    "relevo split data.csv --time date --since 2024-01-01",
    "relevo split data.csv --random 20% --group user"
  ],
  build: (context) => new Command("split").argument("<file>", "the table: CSV, JSON Lines or Parquet").summary("make a holdout: rows that no model is trained on").description(
    "Copies each row of a table to one of two new files, training data and holdout, as it stands and in order. By time, rows of equal time stay together. At random, rows of one group stay together, and rows added later move no earlier one. Parquet becomes CSV. No file is overwritten."
  ).option("--time <column>", "hold out the latest rows by this column").addOption(
    new Option("--last <part>", "with --time: 20% of the rows, or 30d before the last one").conflicts("since")
  ).option("--since <time>", "with --time: everything from this time on").addOption(
    new Option("--random <share>", "hold out this share at random, such as 20%").conflicts([
      "time",
      "last",
      "since"
    ])
  ).addOption(
    new Option("--group <column>", "with --random: rows that share a value stay together").conflicts("time")
  ).addOption(new Option("--seed <number>", "with --random: which rows").default("0").conflicts("time")).option("--output-train <file>", "default: the name of the table with .train").option("--output-holdout <file>", "default: the name of the table with .holdout").option("--json", "print what each side got as JSON").action((file, options) => makeHoldout(context, file, options))
};
async function makeHoldout(context, source, options) {
  const request = readRequest(options);
  const sides = sidesOf(source);
  const train = options.outputTrain ?? sides.data;
  const holdout = options.outputHoldout ?? sides.holdout;
  const { split: splitTable } = await import("../chunks/flows-split.js");
  const { createRows } = await import("../chunks/adapters-rows-rows.js");
  const { writeSides } = await import("../chunks/adapters-split-files.js");
  const { exists } = await import("../chunks/adapters-system.js");
  for (const path of [train, holdout]) if (await exists(path)) throw fail("file-exists", { path });
  context.status.begin(`splitting ${source}`);
  const table = countRows(await createRows(context.stdin).open(source), context.status);
  const write = (placed) => writeSides({ source, table, train, holdout, signal: context.signal }, placed);
  const result = await splitTable(table, request, write);
  const outputs = { train, holdout };
  context.stdout.write(options.json ? formatJson(result, outputs) : formatText(context, result, outputs));
}
function readRequest({ time, last, since, random, group, seed }) {
  if (random !== void 0) {
    return { kind: "random", group, share: readShare("--random", random), seed: readSeed(seed) };
  }
  if (time === void 0) {
    throw incomplete("Neither --time nor --random is given.", "One of them says which rows are held out.");
  }
  if (last !== void 0) return { kind: "time", column: time, cut: readLast(last) };
  if (since !== void 0) return { kind: "time", column: time, cut: { kind: "since", time: readTime(since) } };
  throw incomplete("--time is given without --last or --since.", "One of them says how many rows are held out.");
}
var incomplete = (mistake, why) => fail("command-line", { mistake, why, nearest: void 0, command: "relevo split" });
function readLast(text) {
  if (text.trim().endsWith("%")) return { kind: "share", share: readShare("--last", text) };
  const duration = parseDuration(text);
  if (duration.ok) return { kind: "last", milliseconds: duration.value.ms };
  throw fail("option-invalid", {
    option: "--last",
    value: text,
    expected: "a share such as 20%, or a duration such as 30d"
  });
}
function readShare(option, text) {
  const share = percentageOf(text);
  if (share !== void 0 && share > 0 && share < 1) return share;
  throw fail("option-invalid", { option, value: text, expected: "a share between 0% and 100%, such as 20%" });
}
function readSeed(text) {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed < 2 ** 32) return seed;
  throw fail("option-invalid", { option: "--seed", value: text, expected: `a whole number from 0 to ${2 ** 32 - 1}` });
}
function readTime(text) {
  const time = parseTime(text);
  if (!Number.isNaN(time)) return time;
  throw fail("option-invalid", { option: "--since", value: text, expected: EXPECTED_TIME });
}
var sideNames = ["train", "holdout"];
function formatJson(result, outputs) {
  const sides = sideNames.map((name) => {
    const { rows, groups, first, last } = result[name];
    const times = first === void 0 || last === void 0 ? {} : { first: isoTime(first), last: isoTime(last) };
    return [name, { file: outputs[name], rows, ...groups === void 0 ? {} : { groups }, ...times }];
  });
  return `${JSON.stringify(Object.fromEntries(sides), null, 2)}
`;
}
function formatText(context, result, outputs) {
  const paint = painter(context, "stdout");
  const rows = sideNames.map((name) => [name, ...factsOf(result[name]), printable(outputs[name])]);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length))) ?? [];
  const lines = rows.map((row) => {
    const [name = "", count = "", ...rest] = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    return [paint("bold", name), count.trimEnd().padStart(count.length), ...rest].join("  ").trimEnd();
  });
  const share = result.holdout.rows / (result.holdout.rows + result.train.rows);
  return `${lines.join("\n")}
${(100 * share).toPrecision(3)} % of the rows are held out.
`;
}
function factsOf({ rows, groups, first, last }) {
  return [
    `${rows.toLocaleString("en")} rows`,
    ...groups === void 0 ? [] : [`${groups.toLocaleString("en")} groups`],
    ...first === void 0 || last === void 0 ? [] : [`${isoTime(first)} to ${isoTime(last)}`]
  ];
}
function isoTime(time) {
  return new Date(time).toISOString().replace(/T00:00:00\.000Z$/, "").replace(".000Z", "Z");
}

// src/entry/cli/commands/try.ts
import { join as join4 } from "node:path";
var attempt = {
  group: "Start",
  examples: ["relevo try", "relevo try daily-sales", "relevo try --json"],
  build: (context) => new Command("try").summary("go the whole way on 500 rows; say what is missing").description(
    "Looks for everything that relevo.yml names, trains, predicts at most 500 rows of the holdout, compares, and shows the report, marked as a trial. Nothing is recorded, and no relevo.lock is needed. The exit code is 0 when every step worked, whatever the verdict; 1 when one failed; 2 when something is missing without which there is nothing to try."
  ).argument("[models...]", "names of models in relevo.yml; all of them when none is given").option("--config <file>", "the config file", "relevo.yml").option("--json", "print what came of it as JSON").action((models, options) => run10(models, options, context))
};
async function run10(names, options, context) {
  const [
    { modelsNamed, newRunId },
    { tryModel },
    { createWorkspace },
    { LayeredBlobs },
    { TarBlobs },
    { trialTerminal },
    { terminalStyle },
    { withLocal: withLocal2 },
    { version: version2 }
  ] = await Promise.all([
    import("../chunks/entry-cli-local.js"),
    import("../chunks/flows-try-model.js"),
    import("../chunks/adapters-workspace.js"),
    import("../chunks/adapters-registry-layered-blobs.js"),
    import("../chunks/adapters-registry-tar-blobs.js"),
    import("../chunks/report-trial-terminal.js"),
    import("../chunks/entry-cli-style.js"),
    import("../chunks/entry-cli-with-local.js"),
    import("../chunks/version.js")
  ]);
  await withLocal2(context, options.config, async (local) => {
    const trials = [];
    const workspace = createWorkspace(local.root, context.env, local.rows);
    for (const model of modelsNamed(local, names)) {
      const blobs = new LayeredBlobs(new TarBlobs(join4(await local.workshop.folder("trial"), "blobs")), [local.blobs]);
      const { lock: lock2, by } = local;
      const request = { model, lock: lock2, by, run: newRunId(context.now()), relevo: version2, signal: context.signal };
      context.status.begin(`${model.name}: looking at the data`);
      const trial = await tryModel(request, { ...local, blobs, workspace });
      trials.push(trial);
      if (options.json !== true) context.stdout.write(trialTerminal(trial, terminalStyle(context)));
    }
    if (options.json === true) context.stdout.write(`${JSON.stringify(trials, null, 2)}
`);
    context.conclude(worst3(trials.map(codeOf)));
  });
}
function codeOf({ report: report2 }) {
  if (report2 === null) return exitCodes.userError;
  return report2.failure === null ? exitCodes.pass : exitCodes.fail;
}
var worst3 = (codes) => [exitCodes.userError, exitCodes.fail].find((code) => codes.includes(code)) ?? exitCodes.pass;

// src/entry/cli/commands/validate.ts
import { dirname, resolve as resolve6 } from "node:path";
var validate = {
  group: "Start",
  examples: ["relevo validate", "relevo validate --config models/relevo.yml", "relevo validate --json"],
  build: (context) => new Command("validate").summary("check relevo.yml; say what it trains, judges and watches").description(
    "Reads relevo.yml and prints every problem with its line. When there is none, it says what each model means for the files that are there, and warns of files and columns that are missing."
  ).option("--config <file>", "the config file", "relevo.yml").option("--json", "print problems, models and warnings as JSON").action((options) => validateConfig(context, options))
};
async function validateConfig(context, { config: file, json: json2 }) {
  const { text, parsed } = await openConfig(context, file);
  if ("problems" in parsed) {
    const { problems } = parsed;
    const { formatProblems } = await import("../chunks/config-problems.js");
    context.stdout.write(json2 ? formatJson2({ valid: false, problems }) : `${formatProblems(problems)}
`);
    context.conclude(exitCodes.userError);
    return;
  }
  const meaning = await explain(context, { file, text, models: Object.values(parsed.config.models) });
  context.stdout.write(json2 ? formatJson2({ valid: true, ...meaning }) : await formatMeaning(context, file, meaning));
}
async function explain(context, { file, text, models }) {
  const { checkModel } = await import("../chunks/flows-validate.js");
  const { createWorkspace } = await import("../chunks/adapters-workspace.js");
  const { createRows } = await import("../chunks/adapters-rows-rows.js");
  const { describeModel } = await import("../chunks/config-description.js");
  const { placeRemarks } = await import("../chunks/config-warnings.js");
  const root = dirname(resolve6(context.cwd, file));
  const workspace = createWorkspace(root, context.env, createRows(context.stdin));
  const checked = [];
  for (const model of models) {
    context.status.begin(`${model.name}: looking at the files`);
    checked.push(await checkModel(model, workspace));
  }
  const remarks = checked.flatMap(
    ({ model, findings }) => findings.map((finding) => ({ model: model.name, ...finding }))
  );
  return {
    models: checked.map(({ model, files }) => ({
      name: model.name,
      task: model.task,
      ...describeModel(model, files),
      files
    })),
    warnings: placeRemarks(text, file, remarks)
  };
}
function formatJson2(document) {
  return `${JSON.stringify(document, null, 2)}
`;
}
var aspects = ["trains", "predicts", "judged", "passes", "promoted", "watched"];
async function formatMeaning(context, file, { models, warnings }) {
  const { formatProblem } = await import("../chunks/config-problems.js");
  const paint = painter(context, "stdout");
  const blocks = models.map((model) => [
    `${paint("bold", model.name)}: ${model.task}`,
    ...aspects.map((aspect) => `  ${paint("dim", aspect.padEnd(8))}  ${printable(model[aspect])}`),
    ""
  ]);
  const warned = warnings.map((warning) => `${paint("yellow", "warning:")} ${printable(formatProblem(warning))}`);
  const counts = [countOf(models.length, "model"), ...warned.length === 0 ? [] : [countOf(warned.length, "warning")]];
  const verdict = `${paint("green", "valid:")} ${printable(file)}, ${counts.join(", ")}`;
  return `${[...blocks.flat(), ...warned, ...warned.length === 0 ? [] : [""], verdict].join("\n")}
`;
}
function countOf(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

// src/entry/cli/commands.ts
var commands = [
  init,
  split,
  validate,
  attempt,
  compare,
  lock,
  retrain,
  evaluate,
  runs,
  show,
  diff,
  report,
  promote,
  rollback,
  status,
  pull,
  adopt,
  monitor,
  serve
];

// src/entry/cli/main.ts
import { isatty } from "node:tty";

// src/entry/cli/context.ts
var commandGroups = ["Start", "Judge", "Promote", "Watch"];

// src/entry/cli/help.ts
var docs = "https://github.com/relevo/relevo/tree/main/docs";
var about = `Relevo: CI/CD for models, native to GitHub.
Retrain on push, compare honestly with production, promote on merge, watch and react.`;
function programHelp(listed, options, paint) {
  const width = Math.max(...listed.map(({ command }) => command.name().length));
  const chapters = commandGroups.flatMap((group) => {
    const members = listed.filter(({ module }) => module.group === group);
    if (members.length === 0) return [];
    return [paint("bold", group), ...members.flatMap((member) => entry(member, width, paint)), ""];
  });
  return [
    about,
    "",
    `${paint("bold", "Usage:")} relevo <command> [options]`,
    "",
    ...chapters,
    paint("bold", "Options"),
    options,
    "",
    "relevo <command> --help tells more about a command.",
    `Docs: ${docs}`,
    ""
  ].join("\n");
}
function entry({ module, command }, width, paint) {
  return [
    `  ${paint("cyan", command.name().padEnd(width))}  ${command.summary() || command.description()}`,
    `  ${" ".repeat(width)}  ${paint("dim", `$ ${module.examples[0]}`)}`
  ];
}
function examplesHelp(module, paint) {
  return ["", paint("bold", "Examples:"), ...module.examples.map((example) => `  $ ${example}`)].join("\n");
}

// src/entry/cli/program.ts
function createProgram(modules, context) {
  const program2 = new Command("relevo");
  const listed = modules.map((module) => ({ module, command: module.build(context) }));
  program2.usage("<command> [options]").version(version, "--version", "print the version").helpOption("--help", "explain, with examples").option("--verbose", "show what lies behind a failure").helpCommand(false).exitOverride().configureOutput(outputOf(context)).configureHelp(helpOf(program2, listed, context));
  const paint = painter(context, "stdout");
  for (const { module, command } of listed) {
    program2.addCommand(command.copyInheritedSettings(program2).helpOption("--help", "explain, with examples"));
    command.addHelpText("after", examplesHelp(module, paint));
  }
  return program2;
}
function outputOf(context) {
  return {
    writeOut: (text) => void context.stdout.write(text),
    writeErr: (text) => void context.stderr.write(text),
    // Complaints are thrown as well; they are told once, where failures are.
    outputError: () => void 0,
    getOutHelpWidth: () => context.columns,
    getErrHelpWidth: () => context.columns,
    getOutHasColors: () => hasColors(context, "stdout"),
    getErrHasColors: () => hasColors(context, "stderr")
  };
}
function helpOf(program2, listed, context) {
  const standard = new Help();
  return {
    showGlobalOptions: true,
    styleTitle: (title) => painter(context, "stdout")("bold", title),
    formatHelp: (command, helper) => {
      if (command !== program2) return standard.formatHelp.call(helper, command, helper);
      const visible = helper.visibleOptions(command);
      const width = helper.longestOptionTermLength(command, helper);
      const options = visible.map(
        (option) => helper.formatItem(helper.optionTerm(option), width, helper.optionDescription(option), helper)
      );
      return programHelp(listed, options.join("\n"), painter(context, "stdout"));
    }
  };
}
var mistakes = {
  "commander.unknownOption": "No such option is declared, and a misspelt option must not be ignored.",
  "commander.unknownCommand": "No such command is declared.",
  "commander.missingArgument": "The command cannot do its work without it.",
  "commander.optionMissingArgument": "The option needs a value after it.",
  "commander.missingMandatoryOptionValue": "The command cannot do its work without it.",
  "commander.excessArguments": "More was given than the command takes; a value with spaces needs quotes.",
  "commander.conflictingOption": "The two contradict each other.",
  "commander.invalidArgument": "The value is not one of those that it takes."
};
function mistakeOf(error, command) {
  if (error.exitCode === 0) return void 0;
  const [, message = error.message, nearest] = /^(?:error: )?(.*?)(?:\s*\(Did you mean (.*)\?\))?$/s.exec(error.message) ?? [];
  return fail("command-line", {
    mistake: `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, "")}.`,
    why: mistakes[error.code] ?? "The command line could not be understood.",
    nearest,
    command
  });
}
function isCommanderError(thrown) {
  return thrown instanceof CommanderError;
}

// src/entry/cli/run.ts
async function run11(commands2, argv, surroundings, platform) {
  let code = exitCodes.pass;
  const conclude = (conclusion) => {
    code = conclusion;
  };
  const program2 = createProgram(commands2, { ...surroundings, conclude });
  try {
    if (argv.length === 0) {
      surroundings.stderr.write(program2.helpInformation());
      return exitCodes.userError;
    }
    await program2.parseAsync(argv, { from: "user" });
    return code;
  } catch (thrown) {
    if (surroundings.signal.aborted) return code;
    if (!isCommanderError(thrown)) return reportFailure(thrown, argv, surroundings, platform);
    const name = program2.commands.find((command) => command.name() === argv[0])?.name();
    const mistake = mistakeOf(thrown, name === void 0 ? "relevo" : `relevo ${name}`);
    return mistake === void 0 ? exitCodes.pass : reportFailure(mistake, argv, surroundings, platform);
  } finally {
    surroundings.status.end();
  }
}
function reportFailure(thrown, argv, surroundings, platform) {
  const options = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  const verbose = options.includes("--verbose") || Boolean(surroundings.env.RELEVO_DEBUG);
  surroundings.status.end();
  const failure = describeFailure(thrown, verbose, platform, painter(surroundings, "stderr"));
  surroundings.stderr.write(`${failure.text}
`);
  if (wantsJson(options)) surroundings.stdout.write(`${JSON.stringify(failure.json, null, 2)}
`);
  return failure.code;
}
function wantsJson(options) {
  return options.some(
    (option, index) => option === "--json" || option === "--format=json" || option === "--format" && options[index + 1] === "json"
  );
}
function streamFailure(stream, cause) {
  return fail("output-unwritable", { output: stream, reason: cause.message }, cause);
}

// src/entry/cli/main.ts
async function main(commands2, process2) {
  const interruption = new AbortController();
  const argv = process2.argv.slice(2);
  const lastWorks = [];
  const surroundings = {
    ...surroundingsOf(process2, interruption.signal),
    beforeEnd: (work) => void lastWorks.push(work)
  };
  const platform = { node: process2.version, system: `${process2.platform} ${process2.arch}` };
  const crash = (thrown) => process2.exit(reportFailure(thrown, argv, surroundings, platform));
  const end = (code) => {
    interruption.abort();
    surroundings.status.end();
    if (lastWorks.length === 0) process2.exit(code);
    Promise.all(lastWorks.map((work) => work())).then(() => process2.exit(code), crash);
  };
  process2.on("uncaughtException", crash).on("unhandledRejection", crash);
  process2.once("SIGINT", () => end(exitCodes.interrupted)).once("SIGTERM", () => end(exitCodes.terminated));
  for (const [name, stream] of [
    ["standard output", process2.stdout],
    ["standard error", process2.stderr]
  ]) {
    stream.on("error", (error) => error.code === "EPIPE" || crash(streamFailure(name, error)));
  }
  process2.exitCode = await run11(commands2, argv, surroundings, platform);
}
function surroundingsOf(process2, signal) {
  const { env, stdin, stdout, stderr } = process2;
  const isTerminal = { stdin: isatty(0), stdout: isatty(1), stderr: isatty(2) };
  const columns = stdout.isTTY ? Math.max(40, stdout.columns) : 100;
  const now = () => /* @__PURE__ */ new Date();
  const plain = { cwd: process2.cwd(), env, stdin, stdout, stderr, isTerminal, columns, now, signal, status: noStatus };
  if (!isTerminal.stderr || env.TERM === "dumb") return plain;
  const paint = painter(plain, "stderr");
  const line = new LiveLine({ stderr, columns: stderr.columns || 80, now, dim: (text) => paint("dim", text) });
  return { ...plain, stdout: line.until(stdout), stderr: line.above(stderr), status: line };
}

// src/entry/cli/index.ts
await main(commands, process);

"""Words → meaning: operators, numbers with units, levels, what an indicator measures, near-duplicates.

Pure functions on text; nothing here knows of tables, files or rules. The words themselves are data
(``rules/words/*.yaml``). What the words do not decide is "" or None, never a guess.

A comment on a threshold says what it decides "over the samples": the 1,680 names and 211 goals in ``samples/`` and
``bench/accuracy/``.

value.read_value(operator, value, unit) → Value          numbers, grade words, units, money in 万元
measure.measure(name, canonical level 2) → Measure        kind, object, head, direction, parts, numbers …
vagueness.vague(Measure, level 1, level 2, Value) → str   空泛缘由, "" where it can be measured (空泛 = not "")
classify.classify(Measure, level 1, level 2, Value) → (应属类别, 归类缘由, 归类处理)
levels.level1(text), levels.level2(text)                  canonical class, "" if none
goal.weak(goal, project name, department) → str           目标空泛缘由, "" where it says something
goal.garbled(goal) → (clause, reason)                     目标文字错漏, 目标错漏缘由
goal.has_number(goal), goal.length(goal)                  目标含数字, 目标字数
project_kind.project_kind(name, goal) → (项目类型, 类型依据)
similarity.near_pairs(names, threshold) → [(i, j, score)] pairs of similar names, i < j, score 0–100
similarity.same_name(a, b), similarity.score(a, b)
named_target.named_target(Measure, Value, unit)           a target written into the name, and whether the value agrees
misprints.misprint(name) → (疑误, 疑正)                     wrong, doubled and lost characters
period.most_in_period(name, unit) → (period, most)        how much of a unit a day, month or year has
placeholder.placeholder(text) → str                       the placeholder in a cell
ready.load_words()                                         loads the word lists ahead of their first use
"""
